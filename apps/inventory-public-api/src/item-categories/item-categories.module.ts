import { Module } from '@nestjs/common';
import { ListItemCategoriesRoute } from './list-item-categories/list-item-categories.route.js';
import { ShowItemCategoryRoute } from './show-item-category/show-item-category.route.js';

@Module({ controllers: [ListItemCategoriesRoute, ShowItemCategoryRoute] })
export class ItemCategoriesModule {}
