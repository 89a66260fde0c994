import { LocationProvider } from 'preact-iso/router';
import { Button } from '../parts/button.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { shell } from '../words/en.ts';

/** In place of the console where the issuer signs nobody in. */
export const NotSignedIn = ({ reason }: { readonly reason: string }) => (
  <LocationProvider>
    <main class="alone">
      <PageHeader title={shell.notSignedIn.title} lede={shell.notSignedIn.lede} />
      <p>{reason}</p>
      <p class="actions">
        <Button tone="primary" onClick={() => location.assign('/')}>
          {shell.notSignedIn.again}
        </Button>
      </p>
    </main>
  </LocationProvider>
);
