import '@mantine/core/styles.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { startTexts } from './i18n/i18n.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
await startTexts();
createRoot(root).render(<App />);
