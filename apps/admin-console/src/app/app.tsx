import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { RouterProvider } from 'react-router/dom';
import { queries } from '../api/queries.js';
import { ConfirmPassword } from '../confirm-password/confirm-password.js';
import { NoticesPlace } from './notices-place.js';
import { routes } from './routes.js';
import { styleNonce } from './style-nonce.js';
import { cssVariables, theme } from './theme.js';

/** Everything that the pages stand on. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={styleNonce} deduplicateInlineStyles>
      <QueryClientProvider client={queries}>
        <Suspense>
          <RouterProvider router={routes} />
          <ConfirmPassword />
        </Suspense>
        <NoticesPlace />
      </QueryClientProvider>
    </MantineProvider>
  );
}
