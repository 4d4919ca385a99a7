using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Partners;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.ApiKeys;

/// <summary>The keys of sites and partners.</summary>
[Route("api/v{version:apiVersion}/staff/api-keys")]
[Tags("Staff")]
[Authorize(Policies.Administrator)]
public sealed class ApiKeysController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Issues a key, which is shown this once.</summary>
    /// <remarks>
    /// A publishable key is accepted from its own web origins only; CORS answers for these. A secret key is refused wherever a browser
    /// sends it. Kept in the audit trail.
    /// </remarks>
    /// <param name="body">What the key is for.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost]
    [Idempotent]
    [ProducesResponseType<IssuedApiKeyResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Issue(IssueApiKeyBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(), cancellationToken)).ToCreatedResult(_ => "/api/v1/staff/api-keys");

    /// <summary>Lists every key, newest first, revoked ones too, without their secrets.</summary>
    /// <remarks>A key's secret is shown once, when it is issued.</remarks>
    /// <param name="limit">1 to 100; 20 where it is absent.</param>
    /// <param name="cursor">The <c>nextCursor</c> of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<ApiKeyResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> List(
        [QueryBounds(1, PageRequest.LargestSize, whereAbsent: PageRequest.DefaultSize)] int? limit, string? cursor, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetApiKeysQuery(new PageRequest(limit, cursor)), cancellationToken)).ToActionResult();

    /// <summary>Replaces a key by a new one with the same rights, shown this once; both work for a while.</summary>
    /// <remarks>Kept in the audit trail.</remarks>
    /// <param name="id">The key to replace.</param>
    /// <param name="body">How long both work.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/rotation")]
    [Idempotent]
    [ProblemCodes("api-key-revoked")]
    [ProducesResponseType<IssuedApiKeyResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Rotate(Guid id, RotateApiKeyBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new RotateApiKeyCommand(ApiKeyId.From(id), body.OverlapHours), cancellationToken))
            .ToCreatedResult(_ => "/api/v1/staff/api-keys");

    /// <summary>Ends a key at once.</summary>
    /// <remarks>Kept in the audit trail.</remarks>
    /// <param name="id">The key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/revocation")]
    [ProducesResponseType<ApiKeyResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Revoke(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new RevokeApiKeyCommand(ApiKeyId.From(id)), cancellationToken)).ToActionResult();
}
