import type { Service } from './sample-event.ts';
import type { Team } from './sample-people.ts';

export interface Task {
  readonly service: Service;
  readonly action: string;
  readonly type: string;
  readonly targets: readonly [string, ...string[]];
  /** Most rows that such a task usually returns; absent where rows are not counted. */
  readonly rowLimit?: number;
  /** How it fails when it fails. */
  readonly failure: string;
}

type Tasks = readonly [Task, ...Task[]];

const read = (...targets: [string, ...string[]]): Task => ({
  service: 'database',
  action: 'table.read',
  type: 'table',
  targets,
  rowLimit: 900,
  failure: 'statement timeout',
});
const query = (...targets: [string, ...string[]]): Task => ({
  service: 'database',
  action: 'query.run',
  type: 'table',
  targets,
  rowLimit: 20_000,
  failure: 'statement timeout',
});
const change = (...targets: [string, ...string[]]): Task => ({
  service: 'database',
  action: 'table.update',
  type: 'table',
  targets,
  rowLimit: 12,
  failure: 'row changed by another session',
});
const tableExport = (...targets: [string, ...string[]]): Task => ({
  service: 'database',
  action: 'table.export',
  type: 'table',
  targets,
  rowLimit: 60_000,
  failure: 'statement timeout',
});
const fetchObject = (...targets: [string, ...string[]]): Task => ({
  service: 'storage',
  action: 'object.read',
  type: 'object',
  targets,
  failure: 'no such object',
});
const putObject = (...targets: [string, ...string[]]): Task => ({
  service: 'storage',
  action: 'object.write',
  type: 'object',
  targets,
  failure: 'object is locked',
});
const setting = (action: string, ...targets: [string, ...string[]]): Task => ({
  service: 'storage',
  action,
  type: 'setting',
  targets,
  failure: 'setting changed by another session',
});

/** What each team does all day. Whoever looks for the unusual looks for what is not in here. */
export const tasksOf: Readonly<Record<Team, Tasks>> = {
  engineering: [
    query('orders.items', 'orders.headers', 'app.events'),
    read('app.events', 'app.features'),
    fetchObject('builds/release-5.2.tar', 'builds/nightly.tar', 'logs/gateway-2026.gz'),
    putObject('builds/nightly.tar', 'reviews/patch-notes.txt'),
    fetchObject('docs/runbook.md', 'docs/on-call.md'),
  ],
  data: [
    query('warehouse.orders', 'warehouse.visits', 'warehouse.returns'),
    query('warehouse.orders', 'warehouse.cohorts'),
    tableExport('warehouse.cohorts', 'warehouse.visits'),
    putObject('models/demand-forecast.bin', 'notebooks/returns.ipynb'),
  ],
  finance: [
    read('billing.invoices', 'billing.payments', 'billing.dunning'),
    query('billing.invoices', 'billing.ledger'),
    change('billing.invoices', 'billing.dunning'),
    tableExport('billing.ledger'),
    putObject('closing/2026-q3/accruals.xlsx', 'closing/2026-q3/ledger.pdf'),
  ],
  support: [
    read('support.tickets', 'customers.contacts', 'orders.headers'),
    read('support.tickets', 'orders.items'),
    change('support.tickets'),
    fetchObject('attachments/ticket-photo.jpg', 'docs/returns-policy.pdf'),
  ],
  people: [
    read('payroll.salaries', 'people.staff', 'people.absences'),
    change('people.staff', 'people.absences'),
    fetchObject('contracts/standard-2026.pdf', 'contracts/annex-b.pdf'),
    putObject('contracts/signed-2026.pdf'),
  ],
  sales: [
    read('customers.contacts', 'sales.leads', 'sales.offers'),
    change('sales.leads', 'sales.offers'),
    query('sales.pipeline'),
    fetchObject('decks/autumn-range.pdf', 'decks/price-list.pdf'),
  ],
  operations: [
    setting('setting.read', 'network/allow-list', 'retention/logs', 'roles/support'),
    setting('setting.change', 'roles/support', 'roles/sales', 'quotas/storage'),
    query('ops.backups', 'ops.jobs'),
    fetchObject('backups/orders-daily.dump', 'logs/gateway-2026.gz'),
  ],
};

export interface ServiceAccount {
  readonly id: string;
  readonly agent: string;
  readonly everyMinutes: number;
  readonly minuteOfDay: number;
  readonly task: Task;
}

/** Jobs run at fixed times on every day of the year: their silence is as telling as a person's noise. */
export const serviceAccounts: readonly ServiceAccount[] = [
  job('svc-order-sync', 60, 4, change('warehouse.orders', 'warehouse.returns')),
  job('svc-billing-run', 120, 17, read('billing.invoices', 'billing.payments')),
  job('svc-forecast', 360, 40, query('warehouse.orders')),
  job('svc-backup', 1440, 61, putObject('backups/orders-daily.dump')),
  job('svc-backup', 1440, 83, putObject('backups/people-daily.dump')),
  job('svc-hr-sync', 1440, 285, change('people.staff')),
  job('svc-mail-digest', 240, 31, read('support.tickets')),
  job('svc-retention', 1440, 210, setting('retention.apply', 'retention/logs')),
];

function job(id: string, everyMinutes: number, minuteOfDay: number, task: Task): ServiceAccount {
  return { id, agent: `acme-job/${id.slice(4)} 2.6`, everyMinutes, minuteOfDay, task };
}
