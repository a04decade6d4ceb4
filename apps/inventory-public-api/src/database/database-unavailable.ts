import { type Problem, unavailable } from '@portcullis/service-kit';

/** 503: the inventory is away and will be back; nothing is wrong with the request. */
export const databaseUnavailable = (): Problem =>
  unavailable('database_unavailable', 'The inventory cannot be read at the moment.', 2);
