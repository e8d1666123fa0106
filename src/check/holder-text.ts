import type { Holder } from '../model/site.js';
import { quote } from '../text/quote.js';

/** A holder in a sentence: `the role "Customers"`, `whoever is logged in`. */
export function holderText({ type, name }: Holder): string {
  switch (type) {
    case 'user':
      return quote(name);
    case 'group':
    case 'role':
      return `the ${type} ${quote(name)}`;
    case 'lead':
    case 'reporter':
    case 'assignee':
      return `the ${type}`;
    case 'user-field':
    case 'group-field':
      return `whoever stands in ${quote(name)}`;
    case 'application':
      return `holders of ${name}`;
    case 'logged-in':
      return 'whoever is logged in';
    case 'anyone':
      return 'the public';
    case 'portal-customers':
      return 'customers of the portal';
    case 'guests':
      return 'guests';
  }
}
