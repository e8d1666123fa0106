import { render } from 'preact';
import type { ReportData } from '../report-data.js';
import { App } from './app.js';
import { modelOf } from './model.js';
import type {} from './window.js';

/** The report as it stands in the page: gzip in base64, which no name in it can break out of. */
async function readReport(): Promise<ReportData> {
  const written = JSON.parse(document.getElementById('report')?.textContent ?? '""') as string;
  const bytes = Uint8Array.from(atob(written), (character) => character.charCodeAt(0));
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  return JSON.parse(text) as ReportData;
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no place for the report.');
  try {
    const model = modelOf(await readReport());
    window.permafrost = model;
    root.replaceChildren();
    render(<App model={model} />, root);
    document.documentElement.dataset['ready'] = 'true';
  } catch (error) {
    root.textContent = `The report cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
    throw error;
  }
}

void start();
