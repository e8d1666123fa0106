import { channelRows, roomPolicies, spaceRows } from './rooms.js';
import { faults, suiteOfWrites } from './suite.js';

suiteOfWrites('each kind of write to rooms', {
  policies: roomPolicies,
  rows: [...spaceRows, ...channelRows],
  faults: [...faults, { name: 'empty pages and strange fields', fault: { 'empty-pages': 0.3, 'extra-fields': 1 } }],
});
