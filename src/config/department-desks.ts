import { departmentSchema, type Department } from '../model/intent.js';

/** A department with the group or channel where its cases go. */
export interface DepartmentDesk {
  department: Department;
  chat: string;
}

/**
 * Reads departments with their desks, `billing -1001, security -1002`; `chat` is what the platform's ids look like.
 * Several may share a desk. Null where a department is unknown or named twice, or an id is none.
 */
export function readDepartmentDesks(text: string, chat: RegExp): DepartmentDesk[] | null {
  const desks: DepartmentDesk[] = [];
  for (const entry of text.split(',')) {
    const [name = '', id = '', ...rest] = entry.trim().split(/\s+/);
    const department = departmentSchema.safeParse(name.toLowerCase());
    if (!department.success || !chat.test(id) || rest.length > 0) return null;
    if (desks.some((desk) => desk.department === department.data)) return null;
    desks.push({ department: department.data, chat: id });
  }
  return desks;
}
