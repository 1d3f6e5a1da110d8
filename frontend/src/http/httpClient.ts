import { z } from 'zod';
import { Problem, problemDetails } from './problem';
import { serverClock } from './serverClock';
import { session, type Session } from './wire';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Options {
  body?: unknown;
  signal?: AbortSignal;
}

const timeoutMillis = 20_000;

/**
 * The only caller of fetch. Every answer passes a schema; every refusal is thrown as a {@link Problem}; a request that
 * changes something carries the CSRF token of the session. When the server no longer knows us, {@link onSignedOut}
 * listeners hear of it. What time it is there, {@link serverClock} learns.
 */
class HttpClient {
  private csrf: Session['csrf'] | undefined;
  private readonly signedOutListeners = new Set<() => void>();

  /** Who I am, and what CONNECT needs. Always asks the server. */
  async session(signal?: AbortSignal): Promise<Session> {
    const answer = await this.exchange('GET', '/api/session', session, signal ? { signal } : {});
    this.csrf = answer.csrf;
    return answer;
  }

  get<T extends z.ZodType>(path: string, schema: T, signal?: AbortSignal): Promise<z.output<T>> {
    return this.exchange('GET', path, schema, signal ? { signal } : {});
  }

  post<T extends z.ZodType>(path: string, body: unknown, schema: T): Promise<z.output<T>> {
    return this.change('POST', path, schema, body);
  }

  put<T extends z.ZodType>(path: string, body: unknown, schema: T): Promise<z.output<T>> {
    return this.change('PUT', path, schema, body);
  }

  patch<T extends z.ZodType>(path: string, body: unknown, schema: T): Promise<z.output<T>> {
    return this.change('PATCH', path, schema, body);
  }

  async delete(path: string, body?: unknown): Promise<void> {
    await this.change('DELETE', path, z.unknown(), body);
  }

  /** Calls back when a request is answered with `unauthenticated`. Returns how to stop. */
  onSignedOut(listener: () => void): () => void {
    this.signedOutListeners.add(listener);
    return () => this.signedOutListeners.delete(listener);
  }

  private async change<T extends z.ZodType>(method: Method, path: string, schema: T, body: unknown) {
    this.csrf ??= (await this.session()).csrf;
    try {
      return await this.exchange(method, path, schema, { body });
    } catch (problem) {
      // Signing in or out, here or in another tab, changes the token.
      if (!(problem instanceof Problem) || problem.code !== 'csrf') throw problem;
      await this.session();
      return await this.exchange(method, path, schema, { body });
    }
  }

  private async exchange<T extends z.ZodType>(
    method: Method,
    path: string,
    schema: T,
    { body, signal }: Options,
  ): Promise<z.output<T>> {
    const headers = new Headers({ Accept: 'application/json, application/problem+json' });
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    if (method !== 'GET' && this.csrf) headers.set(this.csrf.header, this.csrf.token);
    const timeout = AbortSignal.timeout(timeoutMillis);
    const askedAt = Date.now();
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      serverClock.heard(Date.parse(response.headers.get('Date') ?? ''), askedAt, Date.now());
      text = await response.text();
    } catch (reason) {
      if (signal?.aborted) throw reason;
      throw new Problem('unreachable', { detail: String(reason) });
    }
    if (!response.ok) throw this.refusal(response, text);
    return schema.parse(text === '' ? undefined : JSON.parse(text));
  }

  private refusal(response: Response, text: string): Problem {
    const details = problemDetails.safeParse(parsed(text));
    const problem =
      details.success && parsed(text) !== undefined
        ? Problem.from({ retryAfter: retryAfter(response), ...details.data })
        : new Problem(codeOf(response.status));
    if (problem.code === 'unauthenticated') this.signedOutListeners.forEach((listener) => listener());
    return problem;
  }
}

/** What stands in for a code when something before the server answered: a proxy, mostly. */
function codeOf(status: number): string {
  if (status === 401) return 'unauthenticated';
  if (status === 429) return 'rate-limited';
  return status >= 502 ? 'unavailable' : 'internal';
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export const http = new HttpClient();
export type { HttpClient };
