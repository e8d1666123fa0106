import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { declaredName, declaredNames, declaredPeople } from '../../src/validate/declared.js';
import { documents } from './support.js';

const declared = (yaml: string) => documents(yaml).map(({ value }) => declaredName(value));

describe('a document with an error still declares its name', () => {
  test.each([
    { name: 'a misspelt kind', yaml: 'kind: group\nname: eng', kind: 'Group', called: 'eng' },
    { name: 'a misspelt "kind"', yaml: 'Kind: Group\nname: eng', kind: 'Group', called: 'eng' },
    { name: 'a misspelt "name"', yaml: 'kind: Group\nnmae: eng', kind: 'Group', called: 'eng' },
    { name: 'a name where a key belongs', yaml: 'kind: Project\nname: ACME', kind: 'Project', called: 'ACME' },
    { name: 'a number as a name', yaml: 'kind: Group\nname: 1234', kind: 'Group', called: '1234' },
    { name: 'a key in lower case', yaml: 'kind: Project\nkey: acme', kind: 'Project', called: 'ACME' },
    { name: 'a blank at the end', yaml: "kind: Role\nname: 'Customers '", kind: 'Role', called: 'Customers' },
    { name: 'an error elsewhere', yaml: 'kind: Space\nkey: DOCS\nacces: []', kind: 'Space', called: 'DOCS' },
  ])('$name', ({ yaml, kind, called }) => {
    expect(declared(yaml)).toEqual([{ kind, name: called }]);
  });
});

test('a document without a kind declares what its other fields fit', () => {
  const named = (yaml: string) => documents(yaml).flatMap(({ value }) => declaredNames(value).map(({ kind, name }) => `${kind} ${name}`));
  expect(named('name: eng\nmembers: [ana@acme.example]')).toEqual(['Group eng', 'Channel eng']);
  expect(named('kind: Permissions\nname: a\ngrants: []')).toEqual(['Scheme a']);
  expect(named('key: ACME\nscheme: x')).toEqual(['Project ACME']);
  expect(documents('name: x\nusers: {ana@acme.example: {}}').flatMap(({ value }) => declaredPeople(value))).toEqual(['ana@acme.example']);
});

test('what has no kind or no name declares nothing', () => {
  expect(declared('name: eng\n---\nkind: Group\n---\n- a\n---\nkind: Group\nname: [a]\n---\nkind: Banana\nname: a')).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});

test('people are declared as written and as they should be', () => {
  const people = (yaml: string) => documents(yaml).flatMap(({ value }) => declaredPeople(value));
  expect(people('kind: Users\nname: x\nusers: {Ana@acme.example: {}, bo: 7}')).toEqual(['Ana@acme.example', 'ana@acme.example', 'bo']);
  expect(people('kind: Users\nname: x\nusers: [ana@acme.example, {bo: {}}]')).toEqual(['ana@acme.example', 'bo']);
  expect(people('kind: users\nname: x\nuser:\n  ana@acme.example: {}')).toEqual(['ana@acme.example']);
  expect(people('kind: Group\nname: x\nusers: {a: {}}')).toEqual([]);
});

test('no value makes them throw', () => {
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('kind', 'name', 'key', 'users', '__proto__'), fc.jsonValue()));
  fc.assert(
    fc.property(value, (each) => {
      expect(() => [declaredName(each), declaredPeople(each)]).not.toThrow();
    }),
  );
});
