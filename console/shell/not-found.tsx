import { PageHeader } from '../parts/page-header.tsx';
import { shell } from '../words/en.ts';

/** For a path that no screen has. */
export const NotFound = () => (
  <>
    <PageHeader title={shell.notFound.title} lede={shell.notFound.lede} />
    <p>
      <a href="/segments">{shell.notFound.link}</a>
    </p>
  </>
);
