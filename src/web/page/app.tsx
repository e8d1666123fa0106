import { options, type JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { visible } from '../../text/quote.js';
import { CellDialog } from './cell.js';
import { ChangePage } from './change.js';
import { MatrixPage } from './matrix.js';
import type { Model } from './model.js';
import { FindPage, GroupPage, PersonPage, PlacePage } from './pages.js';
import { formatRoute, parseCell, parseRoute, routeTo, type Route } from './route.js';
import { Name, SurroundingsContext, surroundingsOf } from './ui.js';

/** The whole page: its head, what the address asks for, and an explanation over it. */
export function App({ model }: { readonly model: Model }): JSX.Element {
  const route = useRoute();
  const printing = usePrinting();
  const surroundings = useMemo(() => surroundingsOf(model, route, printing), [model, route, printing]);
  const { kind, plan } = model.data;
  const main = useRef<HTMLElement>(null);
  const where = `${route.page}/${route.name}`;
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    const heading = main.current?.querySelector<HTMLElement>('h1');
    document.title = `${heading?.textContent ?? 'Report'} · ${visible(model.head.site.about.name)} · permafrost`;
    // Whoever follows a link goes on reading at its page; whoever opens the report begins at its top.
    if (isFirst.current) isFirst.current = false;
    else if (route.options['hunk'] === undefined) {
      heading?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, [where]);
  const cell = parseCell(route.options['cell']);
  const close = (): void => {
    location.replace(formatRoute({ ...route, options: { ...route.options, cell: '' } }));
  };
  const link = (page: Route['page'], text: string): JSX.Element => (
    <a href={routeTo(page)} {...(route.page === page ? { 'aria-current': 'page' } : {})}>
      {text}
    </a>
  );
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.querySelector<HTMLElement>('h1')?.focus();
        }}
      >
        Skip to the content
      </a>
      <div class="bar" role="banner">
        <span class="brand">
          <span class="brand-mark" aria-hidden="true" /> <Name text={model.head.site.about.name} />
        </span>
        <nav aria-label="Pages">
          {link('change', kind === 'state' ? 'Overview' : 'Change')}
          {link('matrix', 'Matrix')}
          {link('find', 'Find')}
        </nav>
        <span class="bar-day">as of {plan.asOf}</span>
      </div>
      <main ref={main} id="main" class={`page page-${route.page}`}>
        <Page route={route} />
      </main>
      <footer class="foot">
        <span>
          Made by permafrost from <Name text={plan.head.label} />. Everything in it was worked out from them; nothing was fetched.
        </span>
      </footer>
      {cell === undefined ? null : <CellDialog key={cell.join('\t')} subject={cell[0]} resource={cell[1]} close={close} />}
    </SurroundingsContext.Provider>
  );
}

function Page({ route: { page, name } }: { readonly route: Route }): JSX.Element {
  switch (page) {
    case 'change':
      return <ChangePage />;
    case 'matrix':
      return <MatrixPage />;
    case 'find':
      return <FindPage />;
    case 'person':
      return <PersonPage key={name} subject={name} />;
    case 'place':
      return <PlacePage key={name} resource={name} />;
    case 'group':
      return <GroupPage key={name} group={name} />;
  }
}

function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useLayoutEffect(() => {
    const changed = (): void => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return useMemo(() => parseRoute(hash), [hash]);
}

function usePrinting(): boolean {
  const print = useMemo(() => matchMedia('print'), []);
  const [printing, setPrinting] = useState(print.matches);
  useLayoutEffect(() => {
    const changed = (): void => setPrinting(print.matches);
    // What is to be printed has to be there when this event is over, so nothing waits for the next turn.
    const now = (): void => {
      options.debounceRendering = (draw) => draw();
      setPrinting(true);
      delete options.debounceRendering;
    };
    print.addEventListener('change', changed);
    addEventListener('beforeprint', now);
    addEventListener('afterprint', changed);
    return () => {
      print.removeEventListener('change', changed);
      removeEventListener('beforeprint', now);
      removeEventListener('afterprint', changed);
    };
  }, [print]);
  return printing;
}
