import { below } from '../../diagnostics/place.js';
import { quote } from '../../text/quote.js';
import { company, projectWith } from '../examples.js';
import type { Rule } from '../rule.js';

const bot = '  bot: {type: app, audience: internal, products: [jira-software]}\n';
const core = (lead: string): string => `${company}${bot}${projectWith('').replace('roles:', `lead: user:${lead}\nroles:`)}`;

export const unfitLead: Rule = {
  code: 'unfit-lead',
  title: 'A lead who is no person',
  severity: 'warning',
  why: 'The lead answers for the project, is asked for access and gets the issues that nobody is assigned to. A program does none of this. That a lead has left is told as inactive-person or ended-person.',
  mend: 'Name a person who works in the project.',
  bad: core('bot'),
  good: core('ana@acme.example'),
  *check({ site }) {
    for (const { name, lead, archived, at } of site.projects.values()) {
      if (archived || lead === undefined || site.people.get(lead)?.type !== 'app') continue;
      yield { at: below(at, 'lead'), message: `The lead of project ${name} is ${quote(lead)}, a program.`, hint: 'Name a person.' };
    }
  },
};
