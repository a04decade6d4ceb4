import { Module } from '@nestjs/common';
import { ListItemsRoute } from './list-items/list-items.route.js';
import { ShowItemRoute } from './show-item/show-item.route.js';

@Module({ controllers: [ListItemsRoute, ShowItemRoute] })
export class ItemsModule {}
