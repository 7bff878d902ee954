// What Vite's development server does with `server.proxy`, and no more, since Vite itself cannot be installed where the
// tests run: a path that begins with a rule's key (or matches it, where the key begins with ^) goes to the rule's
// target as it is, with the target's Host if `changeOrigin` says so; everything else is a file of the front end.
//   node vite.mjs CONFIG FOLDER

import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';

const [file, folder] = process.argv.slice(2);
const { default: config } = await import(pathToFileURL(file));
const rules = Object.entries(config.server.proxy).map(([key, rule]) => ({
  matches: (path) => (key.startsWith('^') ? new RegExp(key).test(path) : path.startsWith(key)),
  ...(typeof rule === 'string' ? { target: rule, changeOrigin: true } : rule),
}));
const types = { '.html': 'text/html', '.js': 'text/javascript' };

createServer(async (req, res) => {
  const rule = rules.find((candidate) => candidate.matches(req.url));
  if (rule) return forward(rule, req, res);
  const path = normalize(new URL(req.url, 'http://localhost').pathname);
  const name = extname(path) ? path : '/index.html';
  const text = await readFile(join(folder, name)).catch(() => undefined);
  res.writeHead(text ? 200 : 404, { 'Content-Type': types[extname(name)] ?? 'text/plain' }).end(text);
}).listen(0, 'localhost', function () {
  console.log(`http://localhost:${this.address().port}`);
});

function forward({ target, changeOrigin, headers }, req, res) {
  const url = new URL(target);
  const host = changeOrigin ? { host: url.host } : {};
  const path = (url.pathname === '/' ? '' : url.pathname) + req.url;
  const upstream = request(
    { host: url.hostname, port: url.port, method: req.method, path, headers: { ...req.headers, ...host, ...headers } },
    (answer) => {
      res.writeHead(answer.statusCode, answer.headers);
      answer.pipe(res);
    },
  );
  upstream.on('error', () => res.destroy());
  req.pipe(upstream);
}
