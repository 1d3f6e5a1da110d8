import { z } from 'zod';
import { http } from './httpClient';
import { Problem } from './problem';

interface Asked {
  method: string;
  path: string;
  csrf: string | null;
}

const answers: ((asked: Asked) => Response)[] = [];
let asked: Asked[] = [];

function json(body: unknown, status = 200, headers: Record<string, string> = {}): () => Response {
  return () => new Response(JSON.stringify(body), { status, headers });
}

function sessionWith(token: string): () => Response {
  return json({ account: null, csrf: { header: 'X-CSRF-TOKEN', token } });
}

async function refusalOf(request: Promise<unknown>): Promise<Problem> {
  const reason: unknown = await request.then(
    () => undefined,
    (problem: unknown) => problem,
  );
  if (!(reason instanceof Problem)) throw new Error('it was not refused');
  return reason;
}

beforeEach(() => {
  answers.length = 0;
  asked = [];
  vi.stubGlobal('fetch', (path: string, { method, headers }: { method: string; headers: Headers }) => {
    const request = { method, path, csrf: headers.get('X-CSRF-TOKEN') };
    asked.push(request);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer(request)) : Promise.reject(new TypeError('network'));
  });
});

afterEach(() => vi.unstubAllGlobals());

test('a change carries the token of the session, and asks for a new one when it is out of date', async () => {
  answers.push(sessionWith('old'), json({ code: 'csrf' }, 403), sessionWith('new'), json({ ok: true }, 201));
  await http.session();
  await expect(http.post('/api/rooms', { name: 'x' }, z.object({ ok: z.boolean() }))).resolves.toEqual({
    ok: true,
  });
  expect(asked.map(({ method, path, csrf }) => [method, path, csrf])).toEqual([
    ['GET', '/api/session', null],
    ['POST', '/api/rooms', 'old'],
    ['GET', '/api/session', null],
    ['POST', '/api/rooms', 'new'],
  ]);
});

test('a refusal tells its code, the fields that are wrong and when to try again', async () => {
  const fields = [{ field: 'name', message: 'too short' }];
  answers.push(json({ code: 'invalid', detail: 'Name', errors: fields }, 400, { 'Retry-After': '3' }));
  const problem = await refusalOf(http.get('/api/rooms', z.unknown()));
  expect([problem.code, problem.message, problem.fields.get('name'), problem.retryAfter]).toEqual([
    'invalid',
    'Name',
    'too short',
    3,
  ]);
});

test('what a proxy answers is told by its status', async () => {
  answers.push(() => new Response('<html>Bad gateway</html>', { status: 502 }));
  expect((await refusalOf(http.get('/api/rooms', z.unknown()))).code).toBe('unavailable');
});

test('a server that cannot be reached is a problem that may pass', async () => {
  const problem = await refusalOf(http.get('/api/rooms', z.unknown()));
  expect([problem.code, problem.retryable]).toEqual(['unreachable', true]);
});

test('an answer that is not what was agreed does not pass', async () => {
  answers.push(json({ rooms: 'none' }));
  await expect(http.get('/api/rooms', z.object({ rooms: z.array(z.string()) }))).rejects.toThrow(z.ZodError);
});

test('tells when nobody is signed in any more', async () => {
  const listener = vi.fn();
  const stop = http.onSignedOut(listener);
  answers.push(json({ code: 'unauthenticated' }, 401));
  await refusalOf(http.get('/api/rooms', z.unknown()));
  expect(listener).toHaveBeenCalledOnce();
  stop();
});
