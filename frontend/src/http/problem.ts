import { z } from 'zod';

/** The codes of refusals that the client tells apart; docs/protocol.md lists them all. */
export const problemDetails = z.object({
  code: z.string().default('internal'),
  detail: z.string().nullish(),
  title: z.string().nullish(),
  message: z.string().nullish(),
  retryAfter: z.number().nullish(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
});
type ProblemDetails = z.infer<typeof problemDetails>;

/**
 * The server refused something, or could not be asked (`unreachable`). `code` is one of the protocol's closed list; the
 * texts for people are in the catalogue `ui:errors`.
 */
export class Problem extends Error {
  readonly code: string;
  /** In seconds. */
  readonly retryAfter: number | undefined;
  /** For `invalid`: what is wrong with which field. */
  readonly fields: ReadonlyMap<string, string>;

  constructor(code: string, details: Partial<ProblemDetails> = {}) {
    super(details.detail ?? details.message ?? details.title ?? code);
    this.name = 'Problem';
    this.code = code;
    this.retryAfter = details.retryAfter ?? undefined;
    this.fields = new Map((details.errors ?? []).map(({ field, message }) => [field, message]));
  }

  static from(details: ProblemDetails): Problem {
    return new Problem(details.code, details);
  }

  /** True where the same request may succeed later, unchanged. */
  get retryable(): boolean {
    return ['busy', 'rate-limited', 'unavailable', 'unreachable'].includes(this.code);
  }
}

/** Any failure as a problem: what is not a refusal is ours. */
export function problemOf(reason: unknown): Problem {
  return reason instanceof Problem ? reason : new Problem('unexpected', { detail: String(reason) });
}
