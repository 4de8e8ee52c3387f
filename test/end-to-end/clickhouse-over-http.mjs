// A ClickHouse server for tests: the embedded engine behind ClickHouse's HTTP interface, as far as @clickhouse/client uses it.
// Usage: node clickhouse-over-http.mjs DIRECTORY; prints its port; ends when its standard input closes.
import { createServer } from 'node:http';
import { Session } from 'chdb';

const session = new Session(process.argv[2]);
const ownParameters = new Set([
  'query',
  'query_id',
  'database',
  'session_id',
  'default_format',
  'wait_end_of_query',
  'role',
  'user',
  'password',
]);
const httpSettings = /^(http_|send_progress|enable_http_compression|cancel_http|wait_end)/;

// Parameters come in ClickHouse's own escaping.
const unescape = (text) => text.replaceAll(/\\(.)/gs, (_, c) => ({ n: '\n', t: '\t', r: '\r', 0: '\0' })[c] ?? c);

async function answer(request) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/ping') return 'Ok.\n';
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const inUrl = url.searchParams.get('query');
  const parameters = {};
  const settings = [];
  for (const [name, value] of url.searchParams) {
    if (name.startsWith('param_')) parameters[name.slice(6)] = unescape(value);
    else if (!ownParameters.has(name) && !httpSettings.test(name))
      settings.push(`${name} = '${value.replaceAll("'", "\\'")}'`);
  }
  if (settings.length > 0) await session.queryAsync(`SET ${settings.join(', ')}`);
  const sql = inUrl === null ? body : `${inUrl}\n${body}`;
  const result =
    Object.keys(parameters).length > 0 ? await session.queryBindAsync(sql, parameters) : await session.queryAsync(sql);
  return result.text();
}

const server = createServer((request, response) => {
  answer(request).then(
    (text) => response.end(text),
    (error) => {
      const text = String(error.message ?? error);
      const code = /Code: (\d+)/.exec(text)?.[1] ?? '1000';
      response.writeHead(500, { 'X-ClickHouse-Exception-Code': code }).end(text);
    },
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.stdin.resume().on('end', () => {
  server.close();
  server.closeAllConnections();
  session.close();
});
