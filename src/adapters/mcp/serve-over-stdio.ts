import { Console } from 'node:console';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer, type ServerParts } from './create-server.ts';

/** Serves on stdin and stdout until stdin ends. stdout carries protocol messages alone: whatever logs, logs to stderr. */
export function serveOverStdio(parts: ServerParts): void {
  globalThis.console = new Console(process.stderr);
  serveStdio(() => createServer(parts), {
    onerror: (error) => process.stderr.write(`ml-cv-specialist: ${error.message}\n`),
  });
}
