import { Button } from '../parts/button.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { shell } from '../words/en.ts';

/** In place of a screen that cannot be shown, as when the console was replaced by another version meanwhile. */
export const LoadFailed = () => (
  <>
    <PageHeader title={shell.loadFailed.title} lede={shell.loadFailed.lede} />
    <p class="actions">
      <Button tone="primary" onClick={() => location.reload()}>
        {shell.loadFailed.reload}
      </Button>
    </p>
  </>
);
