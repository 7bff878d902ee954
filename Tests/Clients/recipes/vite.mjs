// What Vite's development server does with `server.proxy`, and no more, since Vite itself cannot be installed where the
// tests run: a path that begins with a rule's key (or matches it, where the key begins with ^) goes to the proxy that
// Vite has inside, http-proxy, with the rule as its options; everything else is a file of the front end.
//   node vite.mjs CONFIG FOLDER

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';

// Debian's package node-http-proxy; NODE_PATH says where.
const httpProxy = createRequire(import.meta.url)('http-proxy');

const [file, folder] = process.argv.slice(2);
const { default: config } = await import(pathToFileURL(file));
const rules = Object.entries(config.server.proxy).map(([key, rule]) => ({
  matches: (path) => (key.startsWith('^') ? new RegExp(key).test(path) : path.startsWith(key)),
  proxy: httpProxy.createProxyServer(typeof rule === 'string' ? { target: rule, changeOrigin: true } : rule),
}));
const types = { '.html': 'text/html', '.js': 'text/javascript' };

createServer(async (req, res) => {
  const rule = rules.find((candidate) => candidate.matches(req.url));
  if (rule) return rule.proxy.web(req, res, {}, () => res.destroy());
  const path = normalize(new URL(req.url, 'http://localhost').pathname);
  const name = extname(path) ? path : '/index.html';
  const text = await readFile(join(folder, name)).catch(() => undefined);
  res.writeHead(text ? 200 : 404, { 'Content-Type': types[extname(name)] ?? 'text/plain' }).end(text);
}).listen(0, 'localhost', function () {
  console.log(`http://localhost:${this.address().port}`);
});
