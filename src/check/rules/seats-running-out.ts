import { below } from '../../diagnostics/place.js';
import { products } from '../../model/permissions.js';
import { count } from '../../text/plural.js';
import { company } from '../examples.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const seats = (amount: number): string => company.replace('---', `seats: {jira-software: ${amount}}\n---`);

export const seatsRunningOut: Rule = {
  code: 'seats-running-out',
  title: 'Few seats are left',
  severity: 'warning',
  why: 'When the last seat is taken, the next colleague cannot log in on the first day, and Atlassian may raise the plan, and the invoice, by itself.',
  mend: 'Buy seats and raise the number, or take the product from people who do not need it.',
  bad: seats(2),
  good: seats(10),
  *check(subject) {
    const { tables } = rosterOf(subject).evaluator;
    for (const [bit, product] of products.entries()) {
      const all = subject.site.about.seats[product];
      if (all === undefined) continue;
      const used = tables.people.filter((_, person) => ((tables.products[person] ?? 0) & (1 << bit)) !== 0).length;
      if (used > all || used * 10 < all * 9) continue;
      yield {
        at: below(subject.site.about.at, 'seats', product),
        message: `${used} of ${count(all, 'seat')} of ${product} are taken.`,
        hint: 'Take the product from people who do not need it, or buy seats and raise the number.',
      };
    }
  },
};
