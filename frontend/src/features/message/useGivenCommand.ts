import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, type Problem } from '../../http/problem';
import type { Person } from '../../http/wire';
import { useErrorText } from '../../ui/useErrorText';
import { begun, type CommandAnswer, type SlashCommand } from './slash';

/** How far the newest command has come. The server carries out its own at once; a bot may take its time. */
export type CommandProgress = { status: 'none' } | { status: 'asked'; bot: Person } | { status: 'done' };

const none: CommandProgress = { status: 'none' };

/** What comes of the commands that I give in a room. */
export function useGivenCommand(commands: readonly SlashCommand[]) {
  const { t } = useTranslation('message');
  const errorText = useErrorText();
  const [progress, setProgress] = useState(none);
  const [answer, setAnswer] = useState<CommandAnswer | undefined>(undefined);
  const newest = useRef(0);

  const reasonOf = (problem: Problem, command: SlashCommand | undefined): string => {
    if (command?.bot && problem.code === 'unavailable') return t('command.unavailable');
    if (command?.bot && problem.code === 'busy') return t('command.busy');
    if (problem.code !== 'invalid') return errorText(problem);
    if (!command) return t('command.unknown');
    // How a bot wants it written is the bot's to say: what the server refuses is something else.
    if (command.bot) return problem.fields.get('text') ?? errorText(problem);
    const usage = `/${command.name} ${command.arguments}`.trim();
    const [reason = problem.message] = problem.fields.values();
    // That it is written in another way is all there is to say: the client says so in the language of the page.
    const isUsage = reason === problem.code || reason.includes(usage);
    return isUsage ? t('command.usage', { usage }) : t('command.refused', { reason, usage });
  };

  /** Resolves to why the command was refused, or to nothing. */
  const follow = async (
    text: string,
    given: Promise<CommandAnswer | undefined>,
  ): Promise<string | undefined> => {
    const number = ++newest.current;
    const advance = (next: CommandProgress) => {
      if (number === newest.current) setProgress(next);
    };
    const command = begun(commands, `${text} `);
    setAnswer(undefined);
    advance(command?.bot ? { status: 'asked', bot: command.bot } : none);
    try {
      const answered = await given;
      // It is kept nowhere: one that a later command has overtaken is shown all the same.
      if (answered) setAnswer(answered);
      advance(answered ? none : { status: 'done' });
      return undefined;
    } catch (reason) {
      advance(none);
      return reasonOf(problemOf(reason), command);
    }
  };

  return {
    progress,
    answer,
    follow,
    dismissAnswer: () => setAnswer(undefined),
    /** Something else was said since. */
    forgetDone: () => setProgress((before) => (before.status === 'done' ? none : before)),
  };
}
