/// The OID of a PostgreSQL data type: what a parameter is sent as, what a column came as.
///
/// Open: types of extensions and enumerations have OIDs of their own (from 16384 on).
public struct PostgresType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Not said: the server works the type out from the place of the parameter in the statement.
  public static let inferred = PostgresType(0)
  public static let bool = PostgresType(16)
  public static let bytea = PostgresType(17)
  public static let char = PostgresType(18)
  public static let name = PostgresType(19)
  public static let int8 = PostgresType(20)
  public static let int2 = PostgresType(21)
  public static let int4 = PostgresType(23)
  public static let text = PostgresType(25)
  public static let oid = PostgresType(26)
  public static let xid = PostgresType(28)
  public static let json = PostgresType(114)
  public static let xml = PostgresType(142)
  public static let float4 = PostgresType(700)
  public static let float8 = PostgresType(701)
  public static let unknown = PostgresType(705)
  public static let bpchar = PostgresType(1042)
  public static let varchar = PostgresType(1043)
  public static let date = PostgresType(1082)
  public static let timestamp = PostgresType(1114)
  public static let timestamptz = PostgresType(1184)
  public static let interval = PostgresType(1186)
  public static let numeric = PostgresType(1700)
  public static let uuid = PostgresType(2950)
  public static let jsonb = PostgresType(3802)
  public static let xid8 = PostgresType(5069)

  public static let boolArray = PostgresType(1000)
  public static let byteaArray = PostgresType(1001)
  public static let int2Array = PostgresType(1005)
  public static let int4Array = PostgresType(1007)
  public static let textArray = PostgresType(1009)
  public static let int8Array = PostgresType(1016)
  public static let float8Array = PostgresType(1022)
  public static let dateArray = PostgresType(1182)
  public static let timestamptzArray = PostgresType(1185)
  public static let intervalArray = PostgresType(1187)
  public static let uuidArray = PostgresType(2951)
  public static let jsonbArray = PostgresType(3807)
  public static let xid8Array = PostgresType(271)

  /// The first OID that a database gives away itself: enumerations, domains, types of extensions.
  static let firstUserDefined: UInt32 = 16384

  /// The name as `format_type` would write it, for the types known here; else `type <oid>`.
  public var description: String {
    Self.names[rawValue] ?? "type \(rawValue)"
  }

  private static let names: [UInt32: String] = [
    0: "unspecified", 16: "bool", 17: "bytea", 18: "char", 19: "name", 20: "int8", 21: "int2", 23: "int4",
    25: "text", 26: "oid", 28: "xid", 114: "json", 142: "xml", 700: "float4", 701: "float8",
    705: "unknown", 1042: "bpchar", 1043: "varchar", 1082: "date", 1114: "timestamp",
    1184: "timestamptz", 1186: "interval", 1700: "numeric", 2950: "uuid", 3802: "jsonb", 5069: "xid8",
    1000: "bool[]", 1001: "bytea[]", 1005: "int2[]", 1007: "int4[]", 1009: "text[]", 1016: "int8[]",
    1022: "float8[]", 1182: "date[]", 1185: "timestamptz[]", 1187: "interval[]", 2951: "uuid[]",
    3807: "jsonb[]", 271: "xid8[]",
  ]
}
