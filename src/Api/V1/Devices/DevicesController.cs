using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Proofs;
using MobileBackend.Api.RateLimiting;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Devices;
using MobileBackend.Application.Proofs;

namespace MobileBackend.Api.V1.Devices;

/// <summary>Installed apps: anonymous accounts, without a name or an e-mail address.</summary>
[Route("api/v{version:apiVersion}/devices")]
[Tags("Devices, inbox and rights")]
public sealed class DevicesController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Opens an anonymous account for an installed app.</summary>
    /// <remarks>
    /// The access token (15 minutes) signs the app's calls; the refresh token is good for one renewal, within 90 days. Limited per
    /// address, by the minute and by the day: what an address may register grows with its apps that renewed their tokens; beyond it 429 with
    /// <c>Retry-After</c>. An app that neither renews its tokens nor uses the service is forgotten after seven days: on 401 it registers anew.
    /// An <c>Idempotency-Key</c> has no effect here: nobody is known yet.
    /// </remarks>
    /// <param name="body">Which app it is.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost]
    [AllowAnonymous]
    [LimitedPerAddress(LimitedPerAddressAttribute.Registration)]
    [TakesProof(ProofFlow.Registration)]
    [ProducesResponseType<DeviceTokensResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Register(RegisterDeviceBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(), cancellationToken)).ToCreatedResult(_ => "/api/v1/devices/me");

    /// <summary>Exchanges a refresh token for a new pair of tokens.</summary>
    /// <remarks>
    /// A refresh token is good for one use. Where the answer got lost, the same token with the same <c>Idempotency-Key</c> gets the same
    /// pair for 30 seconds. Any other second use is taken for a theft: 401 <c>refresh-token-reused</c>, and the account's tokens all end.
    /// An account whose tokens are renewed lives on, for 400 days at most.
    /// </remarks>
    /// <param name="body">The refresh token.</param>
    /// <param name="idempotencyKey">1 to 255 printable characters, new for each renewal.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("tokens")]
    [AllowAnonymous]
    [LimitedPerAddress(LimitedPerAddressAttribute.Tokens)]
    [ProblemCodes("unauthenticated", "refresh-token-reused")]
    [ProducesResponseType<DeviceTokensResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status401Unauthorized)]
    public async Task<IActionResult> RenewTokens(
        RenewDeviceTokensBody body, [FromHeader(Name = IdempotencyFilter.KeyHeader)] string? idempotencyKey, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new RenewDeviceTokensCommand(body.RefreshToken, idempotencyKey), cancellationToken)).ToActionResult();

    /// <summary>Reads the settings of the calling app.</summary>
    /// <remarks>What the app registered with, and what it changed since.</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("me")]
    [Authorize(Policies.Device)]
    [ProducesResponseType<DeviceResponse>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Get(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetMyDeviceQuery(), cancellationToken)).ToActionResult();

    /// <summary>Changes the settings of the calling app that are present in the body.</summary>
    /// <remarks>The next pushes follow them.</remarks>
    /// <param name="body">What is absent stays as it is; null clears.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPatch("me")]
    [Authorize(Policies.Device)]
    [ProducesResponseType<DeviceResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public async Task<IActionResult> Update(UpdateDeviceBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(), cancellationToken)).ToActionResult();
}
