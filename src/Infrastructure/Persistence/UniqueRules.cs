using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments;
using Npgsql;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>
/// Says which refusal a violated unique index stands for. Handlers look before they insert; this answers the one who lost the race.
/// </summary>
internal static class UniqueRules
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintForeignKey = 787;

    /// <summary>By <c>table.column</c>, which is how SQLite names the index; PostgreSQL's index name is made of the same words.</summary>
    private static readonly Dictionary<string, Error> Errors = new()
    {
        ["callback_requests.open_phone_slot_a"] = CallbackRequestErrors.AlreadyOpen,
        ["callback_requests.open_phone_slot_b"] = CallbackRequestErrors.AlreadyOpen,

        // Of two columns: SQLite names the first of them, PostgreSQL's index both.
        ["enrolments.device_id"] = EnrolmentErrors.AlreadyEnrolled,
        ["enrolments.device_id_programme"] = EnrolmentErrors.AlreadyEnrolled,
    };

    public static Error? Find(DbUpdateException exception) => exception.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres =>
            Errors.FirstOrDefault(rule => string.Equals(postgres.ConstraintName, "ix_" + rule.Key.Replace('.', '_'), StringComparison.Ordinal)).Value,
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } sqlite =>
            Errors.FirstOrDefault(rule => sqlite.Message.Contains(rule.Key, StringComparison.Ordinal)).Value,
        _ => null,
    };

    /// <summary>A row that appeared, or the owner of a row that went, between reading and saving.</summary>
    public static bool IsLostRace(DbUpdateException exception) => exception.InnerException
        is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation }
        or SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey or SqliteConstraintForeignKey };
}
