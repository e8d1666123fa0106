import type { JSX } from 'preact';
import { isRefused } from '../../plan/plan.js';
import { administrators } from '../../query/administrators.js';
import { guardrailsLine } from '../../render/plan/words.js';
import { count, thousands } from '../../text/plural.js';
import { routeTo } from './route.js';
import { Name, Section, Subjects, useSurroundings } from './ui.js';

/** What is, where nothing is compared: how much there is, who is from outside, who can do anything. */
export function Overview(): JSX.Element {
  const { model } = useSurroundings();
  const { plan } = model.data;
  const { about } = model.head.site;
  const people = model.people.filter(({ info }) => info.type === 'person');
  const external = people.filter(({ info }) => info.audience === 'external');
  const companies = new Set(external.flatMap(({ info }) => info.company ?? []));
  const admins = administrators(model.head.site, model.head.matrix);
  const open = model.places.filter(({ resource }) => model.access('anyone', resource).permissions.length > 0);
  return (
    <>
      <header class="verdict">
        <p class="eyebrow">Who can do what</p>
        <h1 tabIndex={-1}>
          <Name text={about.name} />
        </h1>
        <p class="sides">
          <Name text={plan.head.label} /> · as of {plan.asOf}
        </p>
        {isRefused(plan) ? <p class="alarm">A guardrail is broken, or a waiver it leans on has ended.</p> : null}
        <ul class="tiles">
          <li class="tile">
            <span class="tile-title">People</span>
            <span class="tile-text">
              {thousands(people.length)}, {thousands(external.length)} of them from outside
            </span>
          </li>
          <li class="tile">
            <span class="tile-title">Companies</span>
            <span class="tile-text">{companies.size === 0 ? 'none from outside' : `${thousands(companies.size)} from outside`}</span>
          </li>
          <li class="tile">
            <span class="tile-title">Places</span>
            <span class="tile-text">
              {(['project', 'space', 'channel'] as const)
                .map((kind) => count(model.places.filter((each) => each.kind === kind).length, kind))
                .join(', ')}
            </span>
          </li>
          <li class={`tile ${plan.guardrails.stillBroken.length > 0 ? 'tile-bad' : ''}`}>
            <span class="tile-title">Guardrails</span>
            <span class="tile-text">{guardrailsLine(plan).replace(/^Guardrails: /, '')}</span>
          </li>
        </ul>
        <p>
          <a class="button" href={routeTo('matrix')}>
            Open the matrix
          </a>{' '}
          <a class="button" href={routeTo('find')}>
            Find somebody or something
          </a>
        </p>
      </header>
      <Section title="Open to the public" amount={open.length}>
        {open.length === 0 ? (
          <p class="quiet">Nothing can be reached without logging in.</p>
        ) : (
          <ul class="lines">
            {open.map(({ resource }) => (
              <li key={resource}>
                <a href={routeTo('place', resource)}>
                  <Name text={resource} />
                </a>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Administrators" amount={admins.length} note="They can give themselves any access.">
        <Subjects subjects={admins.map(({ subject }) => subject)} />
      </Section>
    </>
  );
}
