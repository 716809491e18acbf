import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** What a page did when Chromium opened it as a phone or a desk would. */
export type PageVisit = {
  readonly width: number;
  /** Width of the content: above `width` the page scrolls sideways. */
  readonly scrollWidth: number;
  /** Addresses asked for beside the page itself. */
  readonly requests: readonly string[];
  /** Console errors, uncaught exceptions and log entries of level error. */
  readonly complaints: readonly string[];
  /** Value of the expression asked for. */
  readonly value: unknown;
  readonly screenshot: Buffer;
};

type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
};

/** Opens a file in headless Chromium over the DevTools protocol (a pipe: no port) and looks at it. */
export async function visit(
  program: string,
  url: string,
  {
    width,
    dark,
    expression,
  }: { readonly width: number; readonly dark: boolean; readonly expression: string },
): Promise<PageVisit> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const child = spawn(
    program,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--no-first-run',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  const listeners: ((message: Message) => void)[] = [];
  let text = '';
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    const parts = text.split('\0');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      const asked = message.id === undefined ? undefined : waiting.get(message.id);
      if (asked === undefined) for (const listener of listeners) listener(message);
      else if (message.error === undefined) asked.resolve(message.result ?? {});
      else asked.reject(new Error(message.error.message));
    }
  });
  let last = 0;
  const send = (method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      input.write(
        `${JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
      );
    });
  try {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const page = (method: string, params: object = {}) => send(method, params, String(sessionId));
    const requests: string[] = [];
    const complaints: string[] = [];
    const loaded = new Promise<void>((resolve) => {
      listeners.push(({ method, params = {} }) => {
        if (method === 'Page.loadEventFired') resolve();
        if (method === 'Network.requestWillBeSent') {
          const { request } = params as { request: { url: string } };
          if (request.url !== url) requests.push(request.url);
        }
        if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(params));
        if (method === 'Runtime.consoleAPICalled' && params['type'] === 'error')
          complaints.push(JSON.stringify(params));
        if (method === 'Log.entryAdded') {
          const { entry } = params as { entry: { level: string; text: string } };
          if (entry.level === 'error') complaints.push(entry.text);
        }
      });
    });
    for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await page(`${domain}.enable`);
    await page('Emulation.setDeviceMetricsOverride', {
      width,
      height: 844,
      deviceScaleFactor: 2,
      mobile: width < 600,
    });
    await page('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }],
    });
    await page('Page.navigate', { url });
    await loaded;
    const evaluate = async (code: string): Promise<unknown> => {
      const { result } = await page('Runtime.evaluate', { expression: code, returnByValue: true });
      return (result as { value: unknown }).value;
    };
    const scrollWidth = Number(await evaluate('document.documentElement.scrollWidth'));
    const value = await evaluate(expression);
    const { data } = await page('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
    return {
      width,
      scrollWidth,
      requests,
      complaints,
      value,
      screenshot: Buffer.from(String(data), 'base64'),
    };
  } finally {
    // its own way out: killed, its helpers go on writing into the profile
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    send('Browser.close').catch(() => child.kill('SIGKILL'));
    await ended;
    clearTimeout(late);
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
