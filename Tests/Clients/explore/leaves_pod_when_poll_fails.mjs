// Planted mistake: when the look at its pod fails for good, it gives up and leaves the pod running.

import { Client, run } from './right.mjs';

const client = new Client();
await run(async () => {
  const pod = await client.launch();
  await client.wait(pod, 'running');
  await client.stop(pod);
});
