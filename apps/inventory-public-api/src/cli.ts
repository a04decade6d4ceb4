#!/usr/bin/env node
import { runCli } from './command-line/run-cli.js';

process.exitCode = await runCli(process.argv.slice(2), process.env, process);
