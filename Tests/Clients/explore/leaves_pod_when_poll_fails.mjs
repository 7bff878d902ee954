// Planted mistake: when the look at its pod fails for good, it gives up and leaves the pod running.

import { Client, run } from './right.mjs';

class LeavesPod extends Client {
  async usePod() {
    const pod = await this.launch();
    await this.wait(pod, 'running');
    await this.stop(pod);
    await this.wait(pod, 'stopped');
  }
}

await run(() => new LeavesPod().usePod());
