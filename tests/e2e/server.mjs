// Serves a folder under a sub-path, as a project's page on a static host is served.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

export const SUB_PATH = '/some/where/cattle-and-pets/';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

// `requests` fills with the path of every request, `folder` may be changed while it runs.
export async function serve(folder) {
  const site = { folder, requests: [] };
  const server = createServer((request, response) => answer(site, request, response));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  site.url = `http://127.0.0.1:${server.address().port}${SUB_PATH}`;
  site.stop = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return site;
}

async function answer(site, request, response) {
  const { pathname } = new URL(request.url, 'http://host');
  site.requests.push(pathname);
  const inside = pathname.startsWith(SUB_PATH) ? pathname.slice(SUB_PATH.length) : undefined;
  const file = normalize(inside || 'index.html');
  const bytes = inside === undefined || file.startsWith('..') ? undefined : await read(join(site.folder, file));
  if (!bytes) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.\n');
    return;
  }
  // As GitHub Pages does: compressed, and a cached copy is good for ten minutes.
  const headers = {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-encoding': 'gzip',
    'cache-control': 'max-age=600',
  };
  response.writeHead(200, headers).end(gzipSync(bytes, { level: 1 }));
}

function read(path) {
  return readFile(path).catch(() => undefined);
}
