"""Source code that people paste: SQL, C#, TypeScript, Python, Kotlin, protocol buffers."""

from bot.domain.pasted import DeclaredField, read_fields


def fields_of(text: str) -> dict[str, DeclaredField]:
    table = read_fields(text)
    return {field.name: field for field in table.fields} if table else {}


def test_not_null_makes_a_column_required_and_the_others_nullable():
    table = read_fields("CREATE TABLE shipment (no VARCHAR(20) NOT NULL, weight NUMERIC(8,2), at TIMESTAMP NULL);")

    assert [field.required for field in table.fields] == [True, False, False]
    assert [field.type for field in table.fields] == ["VARCHAR(20)", "NUMERIC(8,2)", "TIMESTAMP"]


def test_a_table_without_any_null_mark_leaves_optionality_open():
    table = read_fields("create table t (a int, b text)")

    assert not table.optionality_stated


def test_check_conditions_become_constraints():
    fields = fields_of(
        "create table t (amount numeric(10,2) check (amount > 0), cur char(3) check (cur in ('EUR','USD')), "
        "n int check (n between 1 and 9), no text check (no ~ '^INV'), d int default 5)"
    )

    assert fields["amount"].constraints == ("> 0",)
    assert fields["cur"].constraints == ("one of EUR, USD",)
    assert fields["n"].constraints == (">= 1", "<= 9")
    assert fields["no"].constraints == ("matches ^INV",)
    assert fields["d"].constraints == ("default 5",)


def test_a_primary_key_of_the_table_makes_its_columns_required():
    fields = fields_of("create table t (a int, b int null, primary key (a))")

    assert fields["a"].required
    assert not fields["b"].required


def test_tsql_brackets_and_identity_are_read():
    fields = fields_of("CREATE TABLE dbo.[Invoice] ([Id] INT IDENTITY(1,1) NOT NULL, [Name] NVARCHAR(MAX) NULL)")

    assert {name: field.required for name, field in fields.items()} == {"Id": True, "Name": False}
    assert fields["Name"].type == "NVARCHAR(MAX)"


def test_mysql_enums_become_allowed_values():
    fields = fields_of("CREATE TABLE `inv` (`st` enum('open','paid') NOT NULL, `n` int unsigned) ENGINE=InnoDB")

    assert fields["st"].type == "enum"
    assert fields["st"].constraints == ("one of open, paid",)


def test_bigquery_structs_unfold_into_paths():
    fields = fields_of(
        "CREATE TABLE `p.d.t` (id INT64 NOT NULL, lines ARRAY<STRUCT<sku STRING, qty INT64>>, s STRUCT<a STRING>)"
    )

    assert list(fields) == ["id", "lines[].sku", "lines[].qty", "s.a"]


def test_snowflake_variant_is_no_type():
    fields = fields_of("create or replace table t (id number(38,0) not null, payload variant)")

    assert fields["id"].type == "number(38,0)"
    assert fields["payload"].type is None


def test_sql_that_no_dialect_parses_is_read_column_by_column():
    fields = fields_of("create table x (amount decimal(10,2) not null, b text ??? what, c int null)")

    assert fields["amount"].type == "decimal(10,2)"
    assert fields["amount"].required


def test_a_typescript_question_mark_or_null_makes_a_member_optional():
    table = read_fields("interface A { a: string; b?: number; c: Date | null; d: any }")

    assert [field.required for field in table.fields] == [True, False, False, True]
    assert [field.type for field in table.fields] == ["string", "number", "Date", None]
    assert table.optionality_stated


def test_typescript_literal_unions_and_enums_become_allowed_values():
    fields = fields_of("export type A = { cur: 'EUR' | 'USD'; st: St };\nenum St { Open = 'open', Paid = 'paid' }")

    assert fields["cur"].constraints == ("one of EUR, USD",)
    assert fields["st"].constraints == ("one of open, paid",)


def test_a_typescript_type_that_refers_to_another_unfolds():
    fields = fields_of(
        "interface Invoice { no: string; lines: Line[]; at: { city: string } }\ninterface Line { qty: number }"
    )

    assert list(fields) == ["no", "lines[].qty", "at.city"]


def test_an_object_type_without_a_name_is_typescript():
    table = read_fields("{ a: string, b?: number }")

    assert table.source == "typescript"


def test_a_type_that_contains_itself_is_listed_once():
    fields = fields_of("interface Node { name: string; children: Node[] }")

    assert list(fields) == ["name", "children"]


def test_csharp_attributes_and_nullability_are_read():
    fields = fields_of(
        """
        public class Line {
            [Required, MaxLength(20)] public string Name { get; set; } = "";
            public required int Qty { get; init; }
            [Range(0, 10)] public decimal? Weight { get; set; }
            [JsonPropertyName("sku_no")] [RegularExpression(@"^\\d+$")] public string Sku { get; set; }
        }
        """
    )

    assert DeclaredField("Name", "string", True, ("max length 20",)) == fields["Name"]
    assert fields["Qty"].required
    assert DeclaredField("Weight", "decimal", False, (">= 0", "<= 10")) == fields["Weight"]
    assert fields["sku_no"].constraints == ("matches ^\\d+$",)


def test_a_csharp_class_without_any_mark_leaves_optionality_open():
    table = read_fields("public class A { public string B { get; set; } public decimal C { get; set; } }")

    assert not table.optionality_stated


def test_a_positional_record_is_required_unless_nullable_or_defaulted():
    table = read_fields('public record A(string No, decimal? Amount, string Note = "");')

    assert [field.required for field in table.fields] == [True, False, False]


def test_csharp_enums_become_allowed_values():
    fields = fields_of("public record A(Kind Kind);\npublic enum Kind { Invoice, CreditNote }")

    assert fields["Kind"].constraints == ("one of Invoice, CreditNote",)


def test_a_pydantic_model_is_read_with_its_constraints():
    fields = fields_of(
        '''
        class Invoice(BaseModel):
            """A docstring."""
            no: str = Field(..., pattern=r"^INV-\\d{8}$", max_length=20)
            amount: Annotated[Decimal, Field(gt=0)]
            qty: conint(ge=1)
            note: str | None = None
            old: Optional[int]
            kind: Literal["a", "b"] = "a"
            extra: dict[str, Any]
        '''
    )

    assert DeclaredField("no", "str", True, ("matches ^INV-\\d{8}$", "max length 20")) == fields["no"]
    assert DeclaredField("amount", "Decimal", True, ("> 0",)) == fields["amount"]
    assert DeclaredField("qty", "int", True, (">= 1",)) == fields["qty"]
    assert DeclaredField("note", "str", False) == fields["note"]
    assert fields["old"].required is False
    assert DeclaredField("kind", "enum", False, ("one of a, b",)) == fields["kind"]
    assert DeclaredField("extra", None, True) == fields["extra"]


def test_python_followed_by_words_is_still_read():
    fields = fields_of("our model:\nclass A(BaseModel):\n    x: int\n    y: str = ''\n\nlet me know, thanks!")

    assert {name: field.required for name, field in fields.items()} == {"x": True, "y": False}


def test_a_typed_dict_reads_not_required():
    fields = fields_of("class A(TypedDict):\n    x: int\n    y: NotRequired[str]\n")

    assert {name: field.required for name, field in fields.items()} == {"x": True, "y": False}


def test_python_models_and_enums_unfold():
    fields = fields_of(
        "class Cur(str, Enum):\n    EUR = 'EUR'\n    USD = 'USD'\n\nclass Line(BaseModel):\n    qty: int\n\n"
        "@dataclass\nclass Invoice:\n    cur: Cur\n    lines: list[Line]\n"
    )

    assert list(fields) == ["cur", "lines[].qty"]
    assert fields["cur"].constraints == ("one of EUR, USD",)


def test_protocol_buffer_labels_answer_required():
    table = read_fields(
        "message A { required string id = 1; optional float mm = 2; repeated Line lines = 3; }\n"
        "message Line { int32 n = 1; }"
    )

    assert list(table.names) == ["id", "mm", "lines[].n"]
    assert [field.required for field in table.fields[:2]] == [True, False]


def test_a_kotlin_data_class_is_read():
    table = read_fields('data class F(val ata: Int, val note: String? = null, val by: String = "")')

    assert [(field.name, field.type, field.required) for field in table.fields] == [
        ("ata", "Int", True),
        ("note", "String", False),
        ("by", "String", False),
    ]


def test_two_tables_with_the_same_column_keep_both_apart():
    table = read_fields("create table a (id int not null, x int);\ncreate table b (id int not null, y int);")

    assert table.names == ("a.id", "a.x", "b.id", "b.y")


def test_a_check_of_the_whole_table_is_told_at_the_column_it_names():
    fields = fields_of(
        "create table t (a int not null, b int, constraint c check (a > 3), check (a < b), constraint u unique (b))"
    )

    assert fields["a"].constraints == ("> 3", "check a < b")
    assert fields["b"].constraints == ("check a < b",)


def test_unique_and_keys_of_a_column_are_constraints():
    fields = fields_of("create table t (a int primary key, b text unique, c int check (c <> 4 and c > 0))")

    assert fields["a"].constraints == ("primary key",)
    assert fields["b"].constraints == ("unique",)
    assert fields["c"].constraints == ("check c <> 4", "> 0")


def test_a_very_long_statement_is_read_column_by_column():
    columns = ",\n".join(f"col_{n} numeric(10,2) not null" for n in range(250))

    table = read_fields(f"create table t ({columns})")

    assert len(table.fields) == 250
    assert {"numeric(10,2)"} == {field.type for field in table.fields}


def test_a_column_without_a_type_has_none():
    table = read_fields("create table t (a, b int not null)")

    assert table.fields[0].type is None


def test_create_table_in_a_sentence_declares_nothing():
    assert read_fields("please create table reservations (for the dinner)") is None


def test_typescript_knows_lists_intersections_aliases_and_parentheses():
    fields = fields_of(
        "type Cur = 'EUR' | 'USD';\n"
        "type Base = { id: string } & { at?: Date };\n"
        "interface A { c: Cur; tags: readonly string[]; n: (number | null)[]; k: 'x'; u: string | number; "
        "b: Base; z: null }"
    )

    assert fields["c"].constraints == ("one of EUR, USD",)
    assert fields["tags"].type == "string[]"
    assert fields["n"].type == "number[]"
    assert fields["k"].constraints == ("one of x",)
    assert fields["u"].type == "string | number"
    assert fields["b.at"].required is False
    assert fields["z"].required is False


def test_a_typescript_comment_of_constraints_belongs_to_its_line():
    fields = fields_of("interface A {\n a: number; // 0-100\n b: string; // see the wiki page\n c: string;\n}")

    assert fields["a"].constraints == (">= 0", "<= 100")
    assert fields["b"].constraints == ()


def test_a_typescript_enum_without_values_is_read_by_its_names():
    fields = fields_of("interface A { st: St }\nenum St { Open, Paid }")

    assert fields["st"].constraints == ("one of Open, Paid",)


def test_a_signature_without_a_type_declares_nothing():
    assert read_fields("interface between { us, them }") is None


def test_csharp_lengths_values_and_formats_are_constraints():
    fields = fields_of(
        "public class A { [StringLength(20, MinimumLength = 3)] public string B { get; set; } "
        '[MinLength(1)] [AllowedValues("x", "y")] public string C { get; set; } '
        "[EmailAddress] public string D { get; set; } [Url] public string? E { get; set; } }"
    )

    assert fields["B"].constraints == ("max length 20", "min length 3")
    assert fields["C"].constraints == ("min length 1", "one of x, y")
    assert fields["D"].constraints == ("format email",)
    assert fields["E"].constraints == ("format uri",)


def test_python_annotations_of_many_spellings_are_read():
    fields = fields_of(
        "class A(BaseModel):\n"
        "    a: Union[int, str]\n"
        "    b: PositiveInt\n"
        "    c: 'Decimal'\n"
        "    d: Required[str]\n"
        "    e: list[int] = Field(default_factory=list)\n"
        "    f: str = Field(alias='fName')\n"
        "    g: int | str\n"
        "    h: typing.Optional[str] = None\n"
    )

    assert fields["a"].type == "int | str"
    assert fields["b"].constraints == ("> 0",)
    assert fields["c"].type == "Decimal"
    assert fields["d"].required
    assert not fields["e"].required
    assert fields["fName"].required
    assert fields["g"].type == "int | str"
    assert not fields["h"].required


def test_a_typed_dict_that_is_not_total_is_optional():
    assert [field.required for field in read_fields("class A(TypedDict, total=False):\n    x: int\n").fields] == [False]


def test_python_that_does_not_parse_declares_nothing():
    assert read_fields("class A(:\n    x: = =\n") is None
    assert read_fields("class A:\n    x: " + "(" * 400) is None


def test_protocol_buffer_enums_become_allowed_values():
    fields = fields_of("message A { Kind k = 1; map<string, int32> m = 2; }\nenum Kind { OPEN = 0; PAID = 1; }")

    assert fields["k"].constraints == ("one of OPEN, PAID",)


def test_a_type_with_very_many_members_is_capped():
    members = " ".join(f"f{n}: string;" for n in range(600))

    assert len(read_fields(f"interface A {{ {members} }}").fields) <= 300


def test_graphql_says_with_a_mark_what_is_always_there() -> None:
    table = read_fields("type Crossing {\n  plate: String!\n  axles: [Int!]!\n  photo: String\n}")

    assert table is not None
    assert [("plate", "String", True), ("axles", "Int[]", True), ("photo", "String", False)] == [
        (field.name, field.type, field.required) for field in table.fields
    ]


def test_graphql_enumerations_unfold_into_their_values() -> None:
    table = read_fields("enum Level { LOW HIGH }\ninput Advice {\n  level: Level!\n  lot: ID!\n}")

    assert table is not None
    assert ("one of LOW, HIGH",) == table.fields[0].constraints
