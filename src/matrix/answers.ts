import { prerequisite, productOfPermission, products, spacePrerequisite } from '../model/permissions.js';
import { nothing } from './effects.js';
import { NumberTable } from './number-table.js';
import { classes, type SubjectClass } from './subject-classes.js';
import { confluenceBit, everyProduct, jiraBits, type Frame, type Tables } from './tables.js';
import { allowed, nobody } from './verdicts.js';

/**
 * What is held on a row, as an effect. It follows from three numbers: the union of the effects that somebody is named for there (the
 * state), the products, and whether it is a guest there; answers are remembered by these.
 */
export class Answers {
  private readonly tables: Tables;
  private readonly known = new NumberTable();
  private readonly knownGated = new NumberTable();
  private readonly knownSettled = new NumberTable();
  private readonly knownOfClasses: Int32Array;

  constructor(tables: Tables) {
    this.tables = tables;
    this.knownOfClasses = new Int32Array(tables.frames.length * classes.length).fill(-1);
    // Cells of the site are made on demand, but their permissions must be known to whoever asks for one.
    for (const name of [...products.map((product) => `use:${product}`), 'guest:confluence', 'guest:jira'])
      tables.effects.permissionId(name);
  }

  frame(row: number): Frame {
    const frame = this.tables.frames[this.tables.rowFrames[row] ?? 0];
    if (frame === undefined) throw new Error(`Row ${String(row)} has no frame.`);
    return frame;
  }

  /** `guest` is 1 for who is placed on the row as a guest; on the site it is the kinds of guest that somebody is declared to be. */
  access(row: number, state: number, products: number, guest: number): number {
    const place = ((this.tables.rowFrames[row] ?? 0) * (everyProduct + 1) + products) * 4 + guest;
    const known = this.known.find(place, state);
    return known >= 0 ? known : this.known.keep(place, state, this.judge(this.frame(row), state, products, guest));
  }

  /** What a class holds on a row. */
  ofClass(row: number, subject: SubjectClass): number {
    const key = (this.tables.rowFrames[row] ?? 0) * classes.length + classes.indexOf(subject);
    const known = this.knownOfClasses[key] ?? -1;
    if (known >= 0) return known;
    return (this.knownOfClasses[key] = this.judgeClass(this.frame(row), subject));
  }

  private judgeClass(frame: Frame, subject: SubjectClass): number {
    const { effects } = this.tables;
    if (frame.kind === 'channel' || frame.kind === 'site') return subject === 'logged-in' ? frame.loggedInOnly : nothing;
    switch (subject) {
      case 'anyone':
        return this.settle(frame, frame.anyone);
      case 'portal-customers':
        return frame.kind === 'space' ? nothing : this.settle(frame, effects.union(frame.anyone, frame.portal));
      case 'logged-in': {
        const held =
          frame.kind === 'space' ? frame.base : this.gated(this.heldInProject(frame, nothing, everyProduct, false), everyProduct, false);
        return this.settle(frame, effects.union(held, frame.anyone));
      }
    }
  }

  private judge(frame: Frame, state: number, products: number, guest: number): number {
    const { effects } = this.tables;
    switch (frame.kind) {
      case 'project': {
        const held = this.heldInProject(frame, state, products, guest === 1);
        return this.settle(frame, effects.union(this.gated(held, products, guest === 1), frame.anyone));
      }
      case 'space': {
        // A guest gets what guests get, whatever groups it is in; a licensed person what it is named for.
        const held = guest === 1 ? frame.guests : products & confluenceBit ? effects.union(state, frame.base) : nothing;
        return this.settle(frame, effects.union(held, frame.anyone));
      }
      case 'channel':
        return guest === 1 ? effects.union(state, frame.guests) : state;
      case 'site':
        return effects.union(state, this.siteAccess(products, guest));
    }
  }

  private heldInProject(frame: Frame, state: number, products: number, guest: boolean): number {
    const { effects } = this.tables;
    let held = effects.union(state, frame.base);
    for (const [bit, effect] of frame.applications.entries()) if (products & (1 << bit)) held = effects.union(held, effect);
    return guest ? effects.union(held, frame.guests) : held;
  }

  /** What of an effect passes the gates of Jira: any Jira product, and for a few permissions a certain one; guests pass them all. */
  private gated(effect: number, products: number, guest: boolean): number {
    if (guest) return effect;
    if ((products & jiraBits) === 0) return nothing;
    const known = this.knownGated.find(products, effect);
    return known >= 0 ? known : this.knownGated.keep(products, effect, this.withProducts(effect, products));
  }

  private withProducts(effect: number, products: number): number {
    const { effects } = this.tables;
    const closed = new Set<number | undefined>();
    for (const [name, product] of Object.entries(productOfPermission))
      if ((products & productBit(product)) === 0) closed.add(effects.idOf(name));
    return effects.changed(effect, (permission, verdict) => (closed.has(permission) ? nobody : verdict));
  }

  /** Prerequisites, and what an archived project loses. */
  private settle(frame: Frame, effect: number): number {
    const kind = (frame.kind === 'space' ? 2 : 0) + (frame.archived ? 1 : 0);
    const known = this.knownSettled.find(kind, effect);
    return known >= 0 ? known : this.knownSettled.keep(kind, effect, this.withPrerequisites(frame, effect));
  }

  private withPrerequisites(frame: Frame, effect: number): number {
    const { effects } = this.tables;
    return effects.changed(effect, (permission, verdict) => {
      const name = effects.permissionName(permission);
      if (frame.archived && name !== 'BROWSE_PROJECTS') return nobody;
      const needed = frame.kind === 'space' ? spacePrerequisite : prerequisite(name);
      return needed === undefined ? verdict : effects.verdicts.and(verdict, effects.verdict(effect, effects.permissionId(needed)));
    });
  }

  private siteAccess(mask: number, guest: number): number {
    const names = products.filter((_, bit) => mask & (1 << bit)).map((product) => `use:${product}`);
    if (guest & 1) names.push('guest:confluence');
    if (guest & 2) names.push('guest:jira');
    return this.tables.effects.of(names, allowed);
  }
}

function productBit(product: (typeof products)[number]): number {
  return 1 << products.indexOf(product);
}
