import Foundation
import LibPQ

@testable import Casework

/// Looks for words in every column of a database that can hold some, and in every file of a folder: what a person who was forgotten must
/// have left nowhere.
struct Sentinel {
  let words: [String]

  /// `casework.case_text.body`, each place once.
  func places(in pool: Pool) async throws -> [String] {
    let columns = try await pool.execute(
      Statement(
        "sentinel_columns",
        """
        select columns.table_schema || '.' || columns.table_name as place, columns.column_name::text,
          format('%I.%I', columns.table_schema, columns.table_name) as name, format('%I', columns.column_name) as quoted,
          columns.data_type = 'bytea' as is_bytes
        from information_schema.columns
        join information_schema.tables using (table_schema, table_name)
        where tables.table_type = 'BASE TABLE' and columns.table_schema not in ('pg_catalog', 'information_schema')
          and columns.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY', 'xml')
        order by 1, 2
        """))
    var places: [String] = []
    for column in columns {
      let quoted = try column.decode(String.self, "quoted")
      let text =
        try column.decode(Bool.self, "is_bytes") ? "encode(\(quoted), 'escape')" : "\(quoted)::text"
      let found = try await pool.execute(
        Statement(
          "sentinel_\(places.count)_\(UUID())",
          """
          select count(*) from \(try column.decode(String.self, "name"))
          where lower(\(text)) ~ any ($1::text[])
          """), words.map { $0.lowercased() })
      if try found[0].decode(Int64.self, at: 0) > 0 {
        places.append(
          try column.decode(String.self, "place") + "." + column.decode(String.self, "column_name"))
      }
    }
    return places
  }

  /// The files that hold one of the words, or are named by one; below the folder.
  func files(below folder: String) throws -> [String] {
    guard let all = FileManager.default.enumerator(atPath: folder) else { return [] }
    return try all.compactMap { $0 as? String }.filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
      guard !isFolder.boolValue else { return false }
      let content = try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))
      let text = (path + String(decoding: content, as: UTF8.self)).lowercased()
      return words.contains { text.contains($0.lowercased()) }
    }.sorted()
  }
}
