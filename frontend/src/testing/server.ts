import { vi } from 'vitest';

interface Asked {
  method: string;
  path: string;
  body: unknown;
}
type Answer = { status?: number; body?: unknown } | undefined;

/** In the place of the network: answers by method and path ("GET /api/session"), and remembers what was asked. */
export function serve(answers: Record<string, (asked: Asked) => Answer>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (path: string, init: { method?: string; body?: string } = {}) => {
    const request = {
      method: init.method ?? 'GET',
      path,
      body: init.body === undefined ? undefined : (JSON.parse(init.body) as unknown),
    };
    asked.push(request);
    const answer = answers[`${request.method} ${path}`]?.(request) ?? problem(404, 'not-found');
    const status = answer.status ?? 200;
    return Promise.resolve(
      new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status }),
    );
  });
  return asked;
}

export function problem(
  status: number,
  code: string,
  fields: Record<string, string> = {},
): NonNullable<Answer> {
  const errors = Object.entries(fields).map(([field, message]) => ({ field, message }));
  return { status, body: { type: 'about:blank', title: code, status, detail: code, code, errors } };
}

export function session(
  account: { id: string; username: string; displayName: string; role: string } | null,
  more: Record<string, unknown> = {},
) {
  return {
    account,
    csrf: { header: 'X-CSRF-TOKEN', token: 'token' },
    signUp: 'OPEN',
    guests: true,
    setUp: false,
    ...more,
  };
}
