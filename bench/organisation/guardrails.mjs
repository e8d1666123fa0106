/** Twelve guardrails over the organisation of the bench, of every form; some hold, some are broken by many. */
export const guardrails = [
  'never: {who: {audience: external}, can: [ADMINISTER_PROJECTS, DELETE_ALL_COMMENTS], on: [project:*]}',
  'never: {who: {type: app}, can: [administer/space], on: [space:*]}',
  'never: {can: [MOVE_ISSUES], on: [project:*1]}',
  'confine: {who: {audience: external}, byLabel: company}',
  'confine: {who: {type: app}, to: [project:*]}',
  'always: {who: [group:on-call], can: [BROWSE_PROJECTS], on: [project:*]}',
  'atLeast: {count: 2, who: {audience: internal}, can: [ADMINISTER_PROJECTS], on: [project:*]}',
  'atLeast: {count: 1, who: {audience: internal}, can: [administer/space], on: [space:*]}',
  'atMost: {count: 20, can: [ADMINISTER_PROJECTS], on: [project:*]}',
  'atMost: {count: 20, can: [administer/space], on: [space:*]}',
  'separate: {first: {can: [ADMINISTER_PROJECTS], on: [project:*1]}, second: {can: [ADMINISTER_PROJECTS], on: [project:*2]}}',
  'expire: {who: {audience: external}, within: 180d}',
].map((rule, index) => `kind: Guardrail\nname: bench-${String(index + 1)}\n${rule}\n`);

/** Guardrails over the same organisation, all of which are kept. */
export const keptGuardrails = [
  'never: {who: [anyone, logged-in], can: [ADMINISTER_PROJECTS, DELETE_ISSUES], on: [project:*]}',
  'never: {who: [anyone, logged-in], can: [administer/space], on: [space:*]}',
  'atMost: {count: 200000, who: {audience: external}, can: [ADMINISTER_PROJECTS, DELETE_ISSUES], on: [project:*]}',
  'never: {who: [anyone], can: [ADD_COMMENTS, CREATE_ISSUES], on: [project:*]}',
  'atLeast: {count: 1, who: {audience: internal}, can: [BROWSE_PROJECTS], on: [project:*]}',
  'atLeast: {count: 1, who: {audience: internal}, can: [read/space], on: [space:*]}',
  'atMost: {count: 200000, can: [ADMINISTER_PROJECTS], on: [project:*]}',
  'atMost: {count: 200000, can: [administer/space], on: [space:*]}',
].map((rule, index) => `kind: Guardrail\nname: kept-${String(index + 1)}\n${rule}\n`);
