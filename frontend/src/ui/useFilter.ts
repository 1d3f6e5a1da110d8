import { useSearchParams } from 'wouter';

/** What a table is narrowed to, in the address: it is there after a reload, and can be handed on. */
export function useFilter<Name extends string>(
  standard: Record<Name, string>,
): [Record<Name, string>, (name: Name, value: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const names = Object.keys(standard) as Name[];
  const values = Object.fromEntries(
    names.map((name) => [name, parameters.get(name) ?? standard[name]]),
  ) as Record<Name, string>;
  const choose = (name: Name, value: string) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === standard[name]) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return [values, choose];
}
