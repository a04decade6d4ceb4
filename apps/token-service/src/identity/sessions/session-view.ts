/** What the API shows of a user. */
export interface UserView {
  readonly id: string;
  readonly email: string;
  readonly role: string;
}

/** What the API shows of a workspace. */
export interface WorkspaceView {
  readonly id: string;
  readonly name: string;
}

/** Who a session belongs to. */
export interface SessionView {
  readonly user: UserView;
  readonly workspace: WorkspaceView;
}
