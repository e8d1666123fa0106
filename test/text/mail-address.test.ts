import { describe, expect, test } from '@jest/globals';
import { isMailAddress } from '../../src/text/mail-address.js';

describe('an e-mail address', () => {
  test.each(['ana@acme.test', "o'neil@corp.test", 'müller@client1.test', 'x.y+z@mail.corp.test'])('is %s', (name) => {
    expect(isMailAddress(name)).toBe(true);
  });

  test.each(['odd@name@corp.test', 'deploy-bot', 'role:bot', '@corp.test', 'ana@', 'ana b@corp.test', ''])('is not %j', (name) => {
    expect(isMailAddress(name)).toBe(false);
  });
});
