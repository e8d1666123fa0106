import { explainCode } from '../../catalogue.js';
import type { CodePage } from '../../diagnostics/code-page.js';
import { codeListText, codePagesJson, codePageText } from '../../render/code-page.js';
import { quote } from '../../text/quote.js';
import type { Call } from '../call.js';
import { UsageError } from '../usage-error.js';

/** `permafrost explain`: what a code of a finding means. */
export async function explain(call: Call): Promise<number> {
  const answer = explainCode(call.words[0]);
  switch (answer.type) {
    case 'unknown':
      throw new UsageError(
        `There is no code ${quote(answer.code)}.`,
        answer.nearest === undefined ? '"permafrost explain" lists them all.' : `Did you mean ${quote(answer.nearest)}?`,
      );
    case 'page':
      await print(call, [answer.page], codePageText(answer.page, call.output.style));
      return 0;
    case 'all':
      await print(call, answer.pages, codeListText(answer.pages, call.output.style));
      return 0;
  }
}

async function print({ flags, output }: Call, pages: readonly CodePage[], text: string): Promise<void> {
  await output.write(flags.format === 'json' ? codePagesJson(pages) : text);
}
