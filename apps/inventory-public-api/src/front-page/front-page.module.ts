import { Module } from '@nestjs/common';
import { FrontPageRoute } from './front-page.route.js';

@Module({ controllers: [FrontPageRoute] })
export class FrontPageModule {}
