import { createServer, type Server } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  type McpServerFactory,
  originValidationResponse,
} from '@modelcontextprotocol/server';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/**
 * Serves Streamable HTTP, stateless, at `/mcp`. Binds to loopback unless told otherwise; Host and Origin are checked
 * against the bound name, the body is limited.
 */
export function serveOverHttp(
  factory: McpServerFactory,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Server> {
  const loopback = LOOPBACK.has(host);
  const hosts = loopback ? localhostAllowedHostnames() : [host];
  const origins = loopback ? localhostAllowedOrigins() : [host];
  const mcp = createMcpHandler(factory, { maxRequestBodySize: MAX_BODY_BYTES });
  const handle = toNodeHandler({
    fetch: async (request, options) =>
      hostHeaderValidationResponse(request, hosts) ??
      originValidationResponse(request, origins) ??
      (new URL(request.url).pathname === '/mcp'
        ? mcp.fetch(request, options)
        : new Response('The MCP endpoint is /mcp\n', { status: 404 })),
  });
  const server = createServer((request, response) => {
    // node:http sets both on every server request; its types, shared with client responses, do not say so
    const { method = 'GET', url = '/' } = request;
    void handle(Object.assign(request, { method, url }), response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
