import type { Route } from '../exchange.js';
import { conversations } from './conversations.js';
import { userGroups } from './user-groups.js';
import { users } from './users.js';

export const slackRoutes: readonly Route[] = [...conversations, ...users, ...userGroups];
