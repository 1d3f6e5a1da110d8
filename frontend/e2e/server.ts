import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const jar = path.join(import.meta.dirname, '../../target/confab.jar');
const startMillis = 120_000;

// Below what operating systems give to outgoing connections: one of those could take it while the server is down.
const lowestPort = 15_000;
const highestPort = 32_000;

async function freePort(): Promise<number> {
  const port = lowestPort + Math.floor(Math.random() * (highestPort - lowestPort));
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Whoever registers first: never one of those who appear in a test by chance. */
export const administrator = { username: 'root', password: 'correct horse battery', displayName: 'Root' };

/** A Confab of its own: the packaged jar, on loopback, with a database that outlives the process but not the test. */
export class ConfabServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<ConfabServer> {
    const server = new ConfabServer(await mkdtemp(path.join(tmpdir(), 'confab-e2e-')), await freePort());
    await server.start();
    await server.register(administrator);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Starts on the same port and the same data as before. */
  async start(): Promise<void> {
    const started = spawn(
      'java',
      [
        '-XX:TieredStopAtLevel=1',
        '-jar',
        jar,
        `--server.port=${String(this.port)}`,
        '--server.address=127.0.0.1',
        '--management.server.port=0',
        `--spring.datasource.url=jdbc:h2:file:${this.folder}/confab;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE`,
        '--confab.limits.enabled=false',
        '--confab.webhooks.allowed-networks=127.0.0.0/8',
      ],
      { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.process = started;
    const log = createWriteStream(path.join(this.folder, 'log'), { flags: 'a' });
    started.stdout.pipe(log, { end: false });
    started.stderr.pipe(log, { end: false });
    const deadline = Date.now() + startMillis;
    while (!(await this.isReady())) {
      if (started.exitCode !== null || Date.now() > deadline) {
        throw new Error(`Confab did not start:\n${await readFile(path.join(this.folder, 'log'), 'utf8')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  private async register(account: typeof administrator): Promise<void> {
    const session = await globalThis.fetch(`${this.url}/api/session`);
    const cookies = session.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
    const { csrf } = (await session.json()) as { csrf: { header: string; token: string } };
    const { ok, status } = await globalThis.fetch(`${this.url}/api/accounts`, {
      method: 'POST',
      headers: { Cookie: cookies.join('; '), [csrf.header]: csrf.token, 'Content-Type': 'application/json' },
      body: JSON.stringify(account),
    });
    if (!ok) throw new Error(`Confab did not register its administrator: ${String(status)}`);
  }

  /** Ends it as a power cut would: nothing is said, nothing is written any more. */
  async kill(): Promise<void> {
    const running = this.process;
    if (running === undefined || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await globalThis.fetch(`${this.url}/api/session`)).ok;
    } catch {
      return false;
    }
  }
}
