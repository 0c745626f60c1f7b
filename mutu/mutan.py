"""Mutan: satu kekeliruan kecil yang disisipkan ke kode, supaya uji membuktikan dapat menemukannya.

Berkasnya tidak pernah diubah. Pohon sintaksnya disalin, satu simpulnya diganti, lalu kode hasilnya dipasang ke fungsi atau
tetapan yang sudah dimuat (lihat mutu/mutasi.py). Alat yang ada (mutmut, cosmic-ray) menyalin seluruh proyek dan menyalakan
Django lagi tiap mutan; di sini ratusan mutan cukup satu kali menyalakan.
"""

import ast
import copy
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import CodeType

from mutu.mutan_sql import gantian_sql, sql

BANDING: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
HITUNG: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
BILANGAN = re.compile(r"-?\d+(\.\d+)?")
FUNGSI = (ast.FunctionDef, ast.AsyncFunctionDef)
LANGSUNG = (ast.Name, ast.Call, ast.Attribute)


@dataclass(frozen=True)
class Mutan:
    """Satu kekeliruan: barisnya, apa yang diganti, dan di mana letaknya dalam pohon modulnya.

    `fungsi`: baris pertama fungsi terluar yang memuatnya; None bila di tetapan modul bernama `tetapan`.
    `teks`: bagi SQL, penggalan asal dan penggantinya; dipasang di mana pun penggalan itu sudah tersambung.
    `kode`: isi barisnya, supaya mutan yang sama dikenali sesudah barisnya bergeser.
    """

    baris: int
    apa: str
    asal: ast.Module
    jalur: tuple[tuple[str, int | None], ...]
    pengganti: ast.AST
    fungsi: int | None
    tetapan: str = ""
    teks: tuple[str, str] | None = None
    kode: str = ""

    def pohon(self) -> ast.Module:
        """Pohon modulnya dengan kekeliruan itu; disalin baru saat diperlukan, sebab menyalinnya mahal."""
        salinan = copy.deepcopy(self.asal)
        _ganti(salinan, self.jalur, copy.deepcopy(self.pengganti))
        return ast.fix_missing_locations(salinan)


def gantian(simpul: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """(uraian, pengganti) simpul itu; kosong bila tidak ada kekeliruan yang berarti baginya."""
    match simpul:
        case ast.Compare(ops=[satu]) if type(satu) in BANDING:
            banding = copy.deepcopy(simpul)
            banding.ops = [BANDING[type(satu)]()]
            yield f"{type(satu).__name__} menjadi {BANDING[type(satu)].__name__}", banding
        case ast.BoolOp(op=satu):
            gabung = copy.deepcopy(simpul)
            gabung.op = ast.Or() if isinstance(satu, ast.And) else ast.And()
            yield "and menjadi or" if isinstance(satu, ast.And) else "or menjadi and", gabung
        case ast.UnaryOp(op=ast.Not()):
            yield "not dibuang", simpul.operand
        case ast.BinOp(op=satu) if type(satu) in HITUNG and not _teks(simpul):
            yield (
                f"{type(satu).__name__} menjadi {HITUNG[type(satu)].__name__}",
                ast.BinOp(simpul.left, HITUNG[type(satu)](), simpul.right),
            )
        case ast.Constant(value=bool() as nilai):
            yield f"{nilai} dibalik", ast.Constant(not nilai)
        case ast.Constant(value=int() as angka):
            yield f"{angka} menjadi {angka + 1}", ast.Constant(angka + 1)
        case ast.Constant(value=str() as teks) if BILANGAN.fullmatch(teks):
            yield f"“{teks}” bertambah satu", ast.Constant(_tambah_satu(teks))
        case ast.If(test=syarat) | ast.IfExp(test=syarat) if isinstance(syarat, LANGSUNG):
            cabang = copy.deepcopy(simpul)
            cabang.test = ast.UnaryOp(ast.Not(), syarat)
            yield "syarat dibalik", cabang
        case ast.Return(value=nilai) if nilai is not None and not _tetapan(nilai, None):
            yield "mengembalikan None", ast.Return(ast.Constant(None))
        case ast.Raise() if not _mustahil(simpul):
            yield "raise dibuang", ast.Pass()
        case ast.Expr(value=ast.Call()):
            yield "panggilan dibuang", ast.Pass()


def _mustahil(simpul: ast.Raise) -> bool:
    """`raise AssertionError`: menyatakan keadaan yang tidak dapat terjadi, jadi tidak dapat diuji."""
    return isinstance(simpul.exc, ast.Call) and getattr(simpul.exc.func, "id", "") == "AssertionError"


def _teks(simpul: ast.BinOp) -> bool:
    """Sambungan teks: keliru di sana hanya mengubah kalimat."""
    return any(
        isinstance(sisi, ast.JoinedStr) or (isinstance(sisi, ast.Constant) and isinstance(sisi.value, str))
        for sisi in (simpul.left, simpul.right)
    )


def _tetapan(simpul: ast.expr, nilai: object) -> bool:
    return isinstance(simpul, ast.Constant) and simpul.value is nilai


def _tambah_satu(teks: str) -> str:
    bulat, _, pecahan = teks.partition(".")
    return f"{int(bulat) + 1}{'.' if pecahan else ''}{pecahan}"


def _anak(simpul: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """(anak, nama bidang, letak dalam daftar); catatan jenis dan penghias dilewati, sebab tidak dijalankan tiap panggilan."""
    for nama, isi in ast.iter_fields(simpul):
        if nama in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        if isinstance(isi, ast.AST):
            yield isi, nama, None
        elif isinstance(isi, list):
            for letak, satu in enumerate(isi):
                if isinstance(satu, ast.AST):
                    yield satu, nama, letak


def _ganti(simpul: ast.AST, jalur: Sequence[tuple[str, int | None]], baru: ast.AST) -> None:
    *awal, (nama, letak) = jalur
    for bidang, ke in awal:
        isi = getattr(simpul, bidang)
        simpul = isi if ke is None else isi[ke]
    if letak is None:
        setattr(simpul, nama, baru)
    else:
        getattr(simpul, nama)[letak] = baru


def _jelajah(
    simpul: ast.AST, jalur: list[tuple[str, int | None]]
) -> Iterator[tuple[ast.AST, list[tuple[str, int | None]]]]:
    # Argumen quantize hanya berarti lewat banyaknya desimal; mengganti angkanya tidak mengubah apa pun.
    if isinstance(simpul, ast.Call) and getattr(simpul.func, "attr", "") == "quantize":
        return
    for anak, nama, letak in _anak(simpul):
        if isinstance(anak, ast.keyword) and anak.arg == "lebar":
            continue  # lebar kolom lembar kerja: satu huruf lebih lebar tidak mengubah apa pun
        if isinstance(anak, ast.Expr) and isinstance(anak.value, ast.Constant):
            continue  # docstring
        bidang = [*jalur, (nama, letak)]
        yield anak, bidang
        yield from _jelajah(anak, bidang)


def _milik(pohon: ast.Module, jalur: list[tuple[str, int | None]]) -> tuple[int | None, str]:
    """Fungsi terluar atau tetapan modul di jalan menuju simpul itu."""
    simpul: ast.AST = pohon
    for bidang, ke in jalur:
        isi = getattr(simpul, bidang)
        simpul = isi if ke is None else isi[ke]
        if isinstance(simpul, FUNGSI):
            hias = [satu.lineno for satu in simpul.decorator_list]
            return min([simpul.lineno, *hias]), ""
        if isinstance(simpul, ast.ClassDef):
            continue
        if isinstance(simpul, ast.Assign | ast.AnnAssign) and simpul in pohon.body:
            target = simpul.targets[0] if isinstance(simpul, ast.Assign) else simpul.target
            return None, target.id if isinstance(target, ast.Name) else ""
    return None, ""


def _teks_sql(pohon: ast.Module) -> set[int]:
    """Pengenal simpul teks yang merupakan SQL atau penggalannya."""
    hasil: set[int] = set()
    for induk in ast.walk(pohon):
        if isinstance(induk, ast.JoinedStr | ast.Constant):
            isi = [
                satu
                for satu in (induk.values if isinstance(induk, ast.JoinedStr) else [induk])
                if isinstance(satu, ast.Constant) and isinstance(satu.value, str)
            ]
            if sql("".join(str(satu.value) for satu in isi)):
                hasil |= {id(satu) for satu in isi}
    return hasil


def mutan_dari(sumber: str) -> list[Mutan]:
    """Semua mutan sebuah modul: di badan fungsinya dan di tetapan modulnya; bawaan argumen dan isi kelas dilewati."""
    pohon, isi = ast.parse(sumber), sumber.splitlines()
    teks_sql = _teks_sql(pohon)
    kembar: Counter[tuple[str, str]] = Counter()
    hasil = []
    for simpul, jalur in _jelajah(pohon, []):
        fungsi, tetapan = _milik(pohon, jalur)
        if (fungsi is None and not tetapan) or ("args", None) in jalur:
            continue
        for letak, apa, baru, teks in _gantian(simpul, id(simpul) in teks_sql):
            baris = getattr(simpul, "lineno", 0)
            kode = isi[min(baris + letak, len(isi)) - 1].strip()
            kembar[kode, apa] += 1
            if (ke := kembar[kode, apa]) > 1:
                apa = f"{apa} ({ke})"
            baru = ast.copy_location(baru, simpul)
            hasil.append(Mutan(baris, apa, pohon, tuple(jalur), baru, fungsi, tetapan, teks, kode))
    return hasil


def _gantian(simpul: ast.AST, adalah_sql: bool) -> Iterator[tuple[int, str, ast.AST, tuple[str, str] | None]]:
    """(baris ke berapa dari awal simpulnya, uraian, pengganti, penggalan SQL asal dan gantinya)."""
    if adalah_sql and isinstance(simpul, ast.Constant):
        asal = str(simpul.value)
        for letak, apa, teks in gantian_sql(asal):
            yield asal.count("\n", 0, letak), apa, ast.Constant(teks), (asal, teks)
    else:
        for apa, baru in gantian(simpul):
            yield 0, apa, baru, None


def kode_fungsi(modul: CodeType) -> Iterator[CodeType]:
    """Semua kode fungsi di dalam kode modul, juga yang bersarang."""
    for satu in modul.co_consts:
        if isinstance(satu, CodeType):
            yield satu
            yield from kode_fungsi(satu)
