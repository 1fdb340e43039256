"""What every store promises; each engine's module runs it on a store of its own."""

from tests.store.contract_backup import BackupContract
from tests.store.contract_changing import ChangingContract
from tests.store.contract_foreseen import ForeseenContract
from tests.store.contract_knowledge import KnowledgeContract
from tests.store.contract_requests import RequestContract, TextContract
from tests.store.contract_tracking import TrackingContract
from tests.store.contract_undo import EraseContract, UndoContract
from tests.store.contract_verify import VerifyContract


class StoreContract(
    ChangingContract,
    ForeseenContract,
    RequestContract,
    TextContract,
    KnowledgeContract,
    VerifyContract,
    UndoContract,
    EraseContract,
    BackupContract,
    TrackingContract,
):
    """All of it."""
