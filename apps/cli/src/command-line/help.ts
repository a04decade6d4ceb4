import type { Command, Option } from 'commander';
import type { MessageKey } from '../messages/english.js';
import type { Texts } from '../messages/texts.js';

const TITLES: Readonly<Record<string, MessageKey>> = { 'Usage:': 'help.usage', 'Arguments:': 'help.arguments', 'Options:': 'help.options', 'Commands:': 'help.commands' };

/** Help in the person's language: commander hands each of its own words over to be styled. */
export function inLanguage(program: Command, texts: Texts): Command {
  return program
    .helpOption('-h, --help', texts('help.help'))
    .helpCommand('help [command]', texts('help.helpCommand'))
    .configureHelp({
      styleTitle: (title) => {
        const key = TITLES[title];
        return key === undefined ? title : texts(key);
      },
      optionDescription: (option) => describe(option, texts),
    });
}

/** The choices of an option that has few; those of many are in a list of their own. */
function describe({ description, argChoices, defaultValue }: Option, texts: Texts): string {
  const facts = [
    ...(argChoices !== undefined && argChoices.length <= 6 ? [`${texts('help.choices')}: ${argChoices.join(', ')}`] : []),
    ...(typeof defaultValue === 'string' ? [`${texts('help.default')}: ${defaultValue}`] : []),
  ];
  return facts.length === 0 ? description : `${description} (${facts.join('; ')})`;
}
