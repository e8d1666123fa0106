import { perSecond, type Endpoint } from '../http/endpoint.js';

/** What is asked of audit logs: who changed what, and when. */
export const auditEndpoints = {
  jira: { api: 'jira', method: 'GET', template: '/rest/api/3/auditing/record', query: ['offset', 'limit', 'from'], limit: perSecond(100) },
  organization: {
    api: 'organization',
    method: 'GET',
    template: '/admin/v1/orgs/{orgId}/events',
    query: ['cursor', 'limit', 'from'],
    // Documented: ten in a minute, of which a fifth is left to others.
    limit: { calls: 8, within: 60_000 },
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
