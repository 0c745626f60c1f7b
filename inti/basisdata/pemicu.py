"""Operasi migrasi untuk pemicu: tabel hanya-tambah dan tabel yang beku sesudah periodenya ditutup."""

from django.db.migrations import RunSQL


def hanya_tambah(tabel: str) -> RunSQL:
    """Tolak UPDATE, DELETE, dan TRUNCATE pada satu tabel."""
    return RunSQL(
        f"""
        CREATE TRIGGER {tabel}_hanya_tambah BEFORE UPDATE OR DELETE ON {tabel}
            FOR EACH ROW EXECUTE FUNCTION asn_tolak_ubah();
        CREATE TRIGGER {tabel}_tolak_kosongkan BEFORE TRUNCATE ON {tabel}
            FOR EACH STATEMENT EXECUTE FUNCTION asn_tolak_ubah();
        """,
        f"""
        DROP TRIGGER {tabel}_hanya_tambah ON {tabel};
        DROP TRIGGER {tabel}_tolak_kosongkan ON {tabel};
        """,
    )


def beku_bila_ditutup(tabel: str, fungsi: str = "asn_beku_periode") -> RunSQL:
    """Tolak INSERT, UPDATE, dan DELETE baris yang periodenya sudah ditutup, juga lewat psql."""
    return RunSQL(
        f"""
        CREATE TRIGGER {tabel}_beku BEFORE INSERT OR UPDATE OR DELETE ON {tabel}
            FOR EACH ROW EXECUTE FUNCTION {fungsi}();
        CREATE TRIGGER {tabel}_tolak_kosongkan BEFORE TRUNCATE ON {tabel}
            FOR EACH STATEMENT EXECUTE FUNCTION asn_tolak_ubah();
        """,
        f"""
        DROP TRIGGER {tabel}_beku ON {tabel};
        DROP TRIGGER {tabel}_tolak_kosongkan ON {tabel};
        """,
    )
