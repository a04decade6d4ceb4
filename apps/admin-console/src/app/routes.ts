import { createBrowserRouter } from 'react-router';
import { ErrorPage } from './error-page.js';
import { Root } from './root.js';
import { Shell } from './shell/shell.js';

/** Each page is a module of its own, loaded when it is gone to; it exports `Component`. */
export const routes = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: ErrorPage,
    // Before the first page is there, nothing: it comes at once, or says why not.
    HydrateFallback: () => null,
    children: [
      { path: 'sign-in', lazy: () => import('../sign-in/sign-in-page.js') },
      { path: 'choose-password', lazy: () => import('../sign-in/choose-password-page.js') },
      {
        Component: Shell,
        children: [
          {
            ErrorBoundary: ErrorPage,
            children: [
              { index: true, lazy: () => import('../tokens/list/tokens-page.js') },
              { path: 'sessions', lazy: () => import('../sessions/sessions-page.js') },
              { path: 'replicas', lazy: () => import('../replicas/replicas-page.js') },
              { path: 'tokens/new', lazy: () => import('../token-create/create-token-page.js') },
              {
                path: 'tokens/:id',
                lazy: () => import('../token-page/token-page.js'),
                children: [
                  { index: true, lazy: () => import('../token-page/overview-page.js') },
                  { path: 'usage', lazy: () => import('../token-usage/usage-page.js') },
                  { path: 'history', lazy: () => import('../token-history/history-page.js') },
                  { path: 'as-of', lazy: () => import('../token-as-of/as-of-page.js') },
                  { path: 'exposure', lazy: () => import('../token-exposure/exposure-page.js') },
                ],
              },
              { path: 'audit', lazy: () => import('../audit/history/history-page.js') },
              { path: 'audit/evidence', lazy: () => import('../audit/evidence/evidence-page.js') },
              { path: 'people', lazy: () => import('../people/list/people-page.js') },
              { path: '*', lazy: () => import('./not-found-page.js') },
            ],
          },
        ],
      },
    ],
  },
]);
