/**
 * What is known of things that are read one by one, without reading any of them: whoever knows it tells it of the map they stand in, and whoever
 * asks about very many of them looks here first.
 */
export class Foreknown<Things extends object, Known> {
  private readonly told = new WeakMap<Things, (name: string) => Known | undefined>();

  tell<T extends Things>(things: T, knownOf: (name: string) => Known | undefined): T {
    this.told.set(things, knownOf);
    return things;
  }

  /** Undefined says nothing. */
  of(things: Things, name: string): Known | undefined {
    return this.told.get(things)?.(name);
  }
}
