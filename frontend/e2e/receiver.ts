import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came over HTTP. */
export interface Told {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status: number;
  body?: string;
}

/** Somebody on this machine who is told things over HTTP, and answers as a test says. */
export class Receiver {
  readonly told: Told[] = [];
  private readonly server: Server;

  private constructor(answer: (told: Told) => Reply) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const told = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
        this.told.push(told);
        const { status, body } = answer(told);
        response.writeHead(status);
        response.end(body);
      });
    });
  }

  static async start(answer: (told: Told) => Reply): Promise<Receiver> {
    const receiver = new Receiver(answer);
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/hook`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
